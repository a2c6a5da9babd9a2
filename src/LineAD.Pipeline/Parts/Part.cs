using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Pipeline.Deadlines;
using LineAD.Pipeline.Intake;
using LineAD.Pipeline.Recovery;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Parts;

/// <summary>
/// One inspection from its opening to its outcome. Claimed exactly once, by the scorer's path or by the deadline
/// thread; everything else is guarded by <see cref="Gate"/>, which is held for microseconds.
/// </summary>
internal sealed class Part : IDueItem
{
    /// <summary>Most frames that end with a part, past which repetitions end one by one.</summary>
    public const int MostFrames = 32;

    private readonly PartLifecycle _lifecycle;
    private int _claimed;
    private long _deadline;
    private long _cutOff;

    public Part(PartLifecycle lifecycle, in NewPart inspection)
    {
        _lifecycle = lifecycle;
        Key = inspection.Key;
        Id = inspection.Id;
        Station = inspection.Station;
        Simulated = inspection.Simulated;
        Category = inspection.Category;
        Views = new PartView[Station.Cameras.Length];
        for (var i = 0; i < Views.Length; i++)
        {
            Views[i] = new PartView();
        }
    }

    public InspectionKey Key { get; }

    public ulong Id { get; }

    public StationRuntime Station { get; }

    public bool Simulated { get; }

    public string Category { get; }

    public Lock Gate { get; } = new();

    public PartView[] Views { get; }

    /// <summary>Frames that end with the part.</summary>
    public List<FrameTicket> Frames { get; } = [];

    public PartPhase Phase { get; set; }

    /// <summary>Start of the part's clock: trigger, capture or receipt.</summary>
    public long StartTimestamp { get; init; }

    /// <summary>When it was decided.</summary>
    public long DecidedTimestamp { get; set; }

    /// <summary>When it was opened here.</summary>
    public long OpenedTimestamp { get; init; }

    public long Deadline => Volatile.Read(ref _deadline);

    public long CutOff => Volatile.Read(ref _cutOff);

    public bool IsClaimed => Volatile.Read(ref _claimed) != 0;

    /// <summary>Set once, when claimed.</summary>
    public Decision? Decision { get; set; }

    /// <summary>Its entry in the de-duplication window, from the decision on.</summary>
    public DecidedInspection? Remembered { get; set; }

    /// <summary>Why the decision may not go to the gate, known already when it was made; null when it may.</summary>
    public AuditReason? WithheldFor { get; set; }

    /// <summary>Whether the journal knows the part.</summary>
    public bool OpenedInBooks { get; set; }

    /// <summary>Whether the journal has the decision, or has it before it.</summary>
    public bool DecidedInBooks { get; set; }

    /// <summary>Where it ended, once closed.</summary>
    public PartOutcome Outcome { get; set; }

    /// <summary>Why, when that is the audit only.</summary>
    public AuditReason? OutcomeReason { get; set; }

    /// <summary>Whether the decision was handed to the sinks.</summary>
    public bool WasSent { get; set; }

    /// <summary>Whether it counts as one of the table's.</summary>
    public bool InTable { get; set; }

    /// <summary>Its place in the table's list by age.</summary>
    public LinkedListNode<Part>? ByAge { get; set; }

    /// <summary>Sets the deadline, or moves it earlier; it never moves later. True when it changed.</summary>
    public bool SetDeadline(long deadline, long reserve)
    {
        var known = Deadline;
        if (known != 0 && deadline >= known)
        {
            return false;
        }

        Volatile.Write(ref _deadline, deadline);
        Volatile.Write(ref _cutOff, deadline - reserve);
        return true;
    }

    /// <summary>True for exactly one caller, who then decides.</summary>
    public bool TryClaim() => Interlocked.CompareExchange(ref _claimed, 1, 0) == 0;

    /// <summary>
    /// Adds a repetition that ends with the part; false when the part is closed or holds enough of them. Gate held.
    /// </summary>
    public bool TryAttachExtra(FrameTicket ticket, FrameState state, string reason)
    {
        if (Phase == PartPhase.Closed || Frames.Count >= MostFrames)
        {
            return false;
        }

        (ticket.EndState, ticket.EndReason) = (state, reason);
        Frames.Add(ticket);
        return true;
    }

    /// <summary>Copies the evidence. Gate held.</summary>
    public void CopyEvidence(Span<ViewEvidence> evidence)
    {
        for (var i = 0; i < Views.Length; i++)
        {
            evidence[i] = Views[i].Evidence;
        }
    }

    public bool IsMoot => Phase == PartPhase.Closed;

    public void OnDue(long now) => _lifecycle.OnDue(this, now);
}
