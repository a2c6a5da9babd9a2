namespace Prometheus;

/// <summary>Entry point: the default registry and factories for others.</summary>
public static class Metrics
{
    public static CollectorRegistry DefaultRegistry { get; } = new();

    public static MetricFactory DefaultFactory { get; } = new(DefaultRegistry);

    public static CollectorRegistry NewCustomRegistry() => new();

    public static MetricFactory WithCustomRegistry(CollectorRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return new MetricFactory(registry);
    }

    /// <summary>The default registry holds no metrics of its own here: nothing is left to suppress.</summary>
    public static void SuppressDefaultMetrics() => ArgumentNullException.ThrowIfNull(DefaultRegistry);
}
