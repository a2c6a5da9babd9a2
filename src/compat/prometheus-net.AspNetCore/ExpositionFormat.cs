namespace Prometheus;

/// <summary>The two text forms.</summary>
public enum ExpositionFormat
{
    PrometheusText,
    OpenMetricsText,
}
