namespace LineAD.Core.Wire;

/// <summary>Kafka topics of DESIGN.md section 4, below one root. Records are keyed <c>{line}/{station}</c>.</summary>
public sealed class KafkaTopics(string root)
{
    /// <summary>Frames in.</summary>
    public string Frames { get; } = $"{root}.frames";

    /// <summary>Decisions as JSON.</summary>
    public string Decisions { get; } = $"{root}.decisions";

    /// <summary>Decisions of simulated parts, which never touch <see cref="Decisions"/>.</summary>
    public string SimulatedDecisions { get; } = $"{root}.simulated.decisions";

    /// <summary>Rejects as JSON; never for simulated parts.</summary>
    public string Rejects { get; } = $"{root}.rejects";

    /// <summary>PNG masks.</summary>
    public string Masks { get; } = $"{root}.masks";

    /// <summary>Defect regions.</summary>
    public string Defects { get; } = $"{root}.defects";

    /// <summary>Late, stale and repeated results.</summary>
    public string Audit { get; } = $"{root}.audit";

    /// <summary>The newest state of each station (compacted).</summary>
    public string State { get; } = $"{root}.state";

    /// <summary>What could not be used.</summary>
    public string DeadLetters { get; } = $"{root}.dlq";

    /// <summary>All topics.</summary>
    public IReadOnlyList<string> All =>
    [
        Frames, Decisions, SimulatedDecisions, Rejects, Masks, Defects, Audit, State, DeadLetters,
    ];
}
