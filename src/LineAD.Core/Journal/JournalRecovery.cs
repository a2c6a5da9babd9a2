using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Core.Journal;

/// <summary>What the journal held at start.</summary>
public sealed record JournalRecovery
{
    /// <summary>Number of this run of the process, 1…65535, wrapping.</summary>
    public required ushort Epoch { get; init; }

    /// <summary>Decisions inside the de-duplication window, oldest first.</summary>
    public required IReadOnlyList<RecoveredDecision> Decisions { get; init; }

    /// <summary>Parts that were opened and not decided.</summary>
    public required IReadOnlyList<PartOpened> OpenParts { get; init; }
}

/// <summary>A decision of an earlier run.</summary>
/// <param name="Decision">As journalled.</param>
/// <param name="CutOff">Its cut-off, UTC.</param>
/// <param name="Outcome">Pending when the process died before it was known.</param>
public sealed record RecoveredDecision(Decision Decision, DateTimeOffset CutOff, PartOutcome Outcome);

/// <summary>Both books of a station, from the journal.</summary>
public sealed record StationBooks
{
    /// <summary>The station; null for messages of no configured station.</summary>
    public StationKey? Station { get; init; }

    /// <summary>Whether these are the books of simulated parts.</summary>
    public bool Simulated { get; init; }

    /// <summary>Frames received.</summary>
    public long FramesReceived { get; init; }

    /// <summary>Frames by terminal state and reason.</summary>
    public IReadOnlyDictionary<(FrameState State, string Reason), long> FramesEnded { get; init; } =
        new Dictionary<(FrameState, string), long>();

    /// <summary>Frames in flight: rows, not a difference.</summary>
    public long FramesInFlight { get; init; }

    /// <summary>Parts opened.</summary>
    public long PartsOpened { get; init; }

    /// <summary>Parts in flight: rows, not a difference.</summary>
    public long PartsInFlight { get; init; }

    /// <summary>Parts decided, by verdict and basis.</summary>
    public IReadOnlyDictionary<(Verdict Verdict, Basis Basis), long> PartsDecided { get; init; } =
        new Dictionary<(Verdict, Basis), long>();

    /// <summary>Decided parts by outcome and reason; those without an outcome yet are <see cref="PartOutcome.Pending"/>.</summary>
    public IReadOnlyDictionary<(PartOutcome Outcome, string Reason), long> PartsClosed { get; init; } =
        new Dictionary<(PartOutcome, string), long>();

    /// <summary>Whether both equations of law 1 hold.</summary>
    public bool Balanced =>
        FramesReceived == FramesEnded.Values.Sum() + FramesInFlight
        && PartsOpened == PartsDecided.Values.Sum() + PartsInFlight
        && PartsDecided.Values.Sum() == PartsClosed.Values.Sum();
}
