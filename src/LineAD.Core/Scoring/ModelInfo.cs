namespace LineAD.Core.Scoring;

/// <summary>What the pipeline and its messages need to know of a serving model. Immutable.</summary>
public sealed record ModelInfo
{
    /// <summary>Product category.</summary>
    public required string Category { get; init; }

    /// <summary>View of the part, <c>main</c> by default.</summary>
    public required string View { get; init; }

    /// <summary>Version, 1 to 99999.</summary>
    public required int Version { get; init; }

    /// <summary>Architecture id, for instance <c>rd</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Teacher id, for instance <c>resnet18</c>.</summary>
    public required string Teacher { get; init; }

    /// <summary>SHA-256 of the student's weights, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Smallest region kept in a mask, in pixels of the input size.</summary>
    public required int MinimumArea { get; init; }

    /// <summary><c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Device, for instance <c>cpu</c> or <c>cuda:0</c>.</summary>
    public required string Device { get; init; }
}
