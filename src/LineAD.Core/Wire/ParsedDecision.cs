namespace LineAD.Core.Wire;

/// <summary>A decision as read from its JSON form; line and station are those of the topic it came by.</summary>
public sealed record ParsedDecision
{
    /// <summary>Part name.</summary>
    public required string Part { get; init; }

    /// <summary>The station's trigger counter; 0 for none.</summary>
    public required uint Seq { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What it rests on.</summary>
    public required Basis Basis { get; init; }

    /// <summary>Score, four decimals; null without one.</summary>
    public required double? Score { get; init; }

    /// <summary>Time to the deadline at hand-over, milliseconds.</summary>
    public required int SlackMs { get; init; }

    /// <summary>Product category.</summary>
    public required string Category { get; init; }

    /// <summary>Model version; 0 for none.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>Decision id.</summary>
    public required ulong Id { get; init; }

    /// <summary>Decision time, UTC, whole milliseconds.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
