namespace Prometheus;

/// <summary>Settings of a gauge.</summary>
public sealed class GaugeConfiguration : MetricConfiguration
{
}
