namespace Prometheus;

/// <summary>Settings that all metrics share.</summary>
public abstract class MetricConfiguration
{
    /// <summary>Names of the labels; null for none.</summary>
    public string[]? LabelNames { get; set; }

    /// <summary>A series is exported from its first change on, not from its creation on.</summary>
    public bool SuppressInitialValue { get; set; }
}
