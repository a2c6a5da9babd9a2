namespace Prometheus;

/// <summary>Creates metrics in one registry.</summary>
public sealed class MetricFactory : IMetricFactory
{
    private readonly CollectorRegistry _registry;

    internal MetricFactory(CollectorRegistry registry) => _registry = registry;

    public Counter CreateCounter(string name, string help, CounterConfiguration? configuration = null) =>
        CreateCounter(name, help, configuration?.LabelNames ?? [], configuration);

    public Counter CreateCounter(
        string name, string help, string[] labelNames, CounterConfiguration? configuration = null)
    {
        configuration ??= new CounterConfiguration();
        return _registry.GetOrAdd(
            name, labelNames, () => new Counter(name, help, labelNames, configuration.SuppressInitialValue));
    }

    public Counter CreateCounter(string name, string help, params string[] labelNames) =>
        CreateCounter(name, help, labelNames, null);

    public Gauge CreateGauge(string name, string help, GaugeConfiguration? configuration = null) =>
        CreateGauge(name, help, configuration?.LabelNames ?? [], configuration);

    public Gauge CreateGauge(string name, string help, string[] labelNames, GaugeConfiguration? configuration = null)
    {
        configuration ??= new GaugeConfiguration();
        return _registry.GetOrAdd(
            name, labelNames, () => new Gauge(name, help, labelNames, configuration.SuppressInitialValue));
    }

    public Gauge CreateGauge(string name, string help, params string[] labelNames) =>
        CreateGauge(name, help, labelNames, null);

    public Histogram CreateHistogram(string name, string help, HistogramConfiguration? configuration = null) =>
        CreateHistogram(name, help, configuration?.LabelNames ?? [], configuration);

    public Histogram CreateHistogram(
        string name, string help, string[] labelNames, HistogramConfiguration? configuration = null)
    {
        configuration ??= new HistogramConfiguration();
        return _registry.GetOrAdd(
            name, labelNames,
            () => new Histogram(
                name, help, labelNames, configuration.SuppressInitialValue, configuration.Buckets));
    }

    public Histogram CreateHistogram(string name, string help, params string[] labelNames) =>
        CreateHistogram(name, help, labelNames, null);
}
