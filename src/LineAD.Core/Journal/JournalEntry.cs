using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Core.Journal;

/// <summary>
/// A change to the books. Entries are written in the order of appending; one transaction holds a row change and its count,
/// so the books balance after a kill at any moment.
/// </summary>
public abstract record JournalEntry
{
    /// <summary>The station whose books change; null for messages of no configured station.</summary>
    public StationKey? Station { get; init; }

    /// <summary>Whether the books of simulated parts change instead.</summary>
    public bool Simulated { get; init; }

    /// <summary>
    /// Called once on the journal's own thread after the entry is written (true) or could not be (false). Must not block
    /// and must not throw. Null when nobody waits. After false a <see cref="PartDecided"/> with a waiter is discarded, for its
    /// owner decides anew; every other entry is kept and written, in order, once writing works again.
    /// </summary>
    public Action<bool>? Written { get; init; }
}

/// <summary>A frame was received; it is in flight until its <see cref="FrameEnded"/>.</summary>
public sealed record FrameReceived : JournalEntry
{
    /// <summary>Number of the frame in this run of the process.</summary>
    public required long FrameNumber { get; init; }
}

/// <summary>A frame reached its terminal state.</summary>
public sealed record FrameEnded : JournalEntry
{
    /// <summary>Number of the frame in this run of the process.</summary>
    public required long FrameNumber { get; init; }

    /// <summary>Terminal state.</summary>
    public required FrameState State { get; init; }

    /// <summary>Reason, empty for <see cref="FrameState.Used"/>, <see cref="FrameState.Duplicate"/>, <see cref="FrameState.Stale"/>.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>
/// A part was opened; it is in flight until its <see cref="PartDecided"/>. Appended again when its cut-off moves earlier:
/// then only the cut-off changes.
/// </summary>
public sealed record PartOpened : JournalEntry
{
    /// <summary>The inspection.</summary>
    public required InspectionKey Inspection { get; init; }

    /// <summary>Decision id.</summary>
    public required ulong Id { get; init; }

    /// <summary>Category, for the policy record after a restart.</summary>
    public required string Category { get; init; }

    /// <summary>Cut-off as UTC, for the time after a restart only.</summary>
    public required DateTimeOffset CutOff { get; init; }
}

/// <summary>A part was decided: the first decision, final from here on (law 4).</summary>
public sealed record PartDecided : JournalEntry
{
    /// <summary>The decision.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Cut-off as UTC, for the time after a restart only.</summary>
    public required DateTimeOffset CutOff { get; init; }

    /// <summary>
    /// Whether its caller appends another decision at once and calls <see cref="IJournal.Hurry"/> after the last one: then
    /// the decisions of one batch share a transaction. A decision of anybody else is not held up by that.
    /// </summary>
    public bool MoreFollow { get; init; }
}

/// <summary>A decided part's outcome is known, with it the terminal states of its frames.</summary>
public sealed record PartClosed : JournalEntry
{
    /// <summary>Decision id.</summary>
    public required ulong Id { get; init; }

    /// <summary>Where it ended.</summary>
    public required PartOutcome Outcome { get; init; }

    /// <summary>Why, when it is <see cref="PartOutcome.AuditOnly"/>.</summary>
    public AuditReason? AuditReason { get; init; }

    /// <summary>The frames that end with it.</summary>
    public required IReadOnlyList<FrameEnded> Frames { get; init; }
}
