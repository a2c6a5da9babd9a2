using LineAD.Core.Identity;

namespace LineAD.Core.Contracts;

/// <summary>A mask, defect list, audit record or dead letter on its way out.</summary>
public sealed class OutputMessage
{
    /// <summary>Which topic family.</summary>
    public required OutputKind Kind { get; init; }

    /// <summary>The station; null for dead letters with unusable names.</summary>
    public StationKey? Station { get; init; }

    /// <summary>Camera, for masks and defects.</summary>
    public string? Camera { get; init; }

    /// <summary>Part, for masks and defects.</summary>
    public string? Part { get; init; }

    /// <summary>Whether it belongs to a simulated part.</summary>
    public bool Simulated { get; init; }

    /// <summary>MIME type.</summary>
    public required string ContentType { get; init; }

    /// <summary>The bytes.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
