namespace Prometheus;

/// <summary>Settings of a histogram.</summary>
public sealed class HistogramConfiguration : MetricConfiguration
{
    /// <summary>Ascending upper bounds; +Inf is added. Null for the default ones, 5 ms to 10 s.</summary>
    public double[]? Buckets { get; set; }
}
