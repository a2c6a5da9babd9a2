using Prometheus;

namespace LineAD.Service.Metrics;

/// <summary>Joins a prometheus-net metric to the way in which an instrument's measurements change it.</summary>
internal sealed class MetricFamily<TChild>(Collector<TChild> collector, Func<TChild, Action<double>> record)
    : IMetricFamily
    where TChild : ChildBase
{
    public Action<double> Open(string[] labelValues) => record(collector.WithLabels(labelValues));

    public void Remove(string[] labelValues) => collector.RemoveLabelled(labelValues);
}
