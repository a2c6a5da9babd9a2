namespace LineAD.Pipeline.Metrics;

/// <summary>Bucket advice of the classic histograms.</summary>
internal static class MetricBuckets
{
    /// <summary>Seconds, dense around the deadlines of lines.</summary>
    public static readonly double[] Seconds =
    [
        0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1,
        2.5,
    ];

    /// <summary>Frames a batch.</summary>
    public static readonly long[] BatchSize = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];

    /// <summary>Normalised scores, threshold 1.</summary>
    public static readonly double[] Score =
    [
        0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.25, 1.5, 2, 3, 5, 10,
    ];
}
