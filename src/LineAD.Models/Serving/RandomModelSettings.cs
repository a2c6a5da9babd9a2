namespace LineAD.Models.Serving;

/// <summary>What a model with random weights runs on.</summary>
public sealed record RandomModelSettings
{
    /// <summary>Device, for instance <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Precision of inference.</summary>
    public Precision Precision { get; init; }

    /// <summary>Largest batch; smaller shapes are powers of two.</summary>
    public int LargestBatch { get; init; } = 8;

    /// <summary>Whether <c>Rehearse</c> pins the thread that calls it, and its team, for good. Default false.</summary>
    public bool PinThreads { get; init; }

    /// <summary>Bytes that score maps may take at a time.</summary>
    public long PoolBytes { get; init; } = 256L * 1024 * 1024;
}
