namespace Prometheus;

/// <summary>Creates metrics; the same name with the same labels gives the same metric.</summary>
public interface IMetricFactory
{
    Counter CreateCounter(string name, string help, CounterConfiguration? configuration = null);

    Counter CreateCounter(string name, string help, string[] labelNames, CounterConfiguration? configuration = null);

    Gauge CreateGauge(string name, string help, GaugeConfiguration? configuration = null);

    Gauge CreateGauge(string name, string help, string[] labelNames, GaugeConfiguration? configuration = null);

    Histogram CreateHistogram(string name, string help, HistogramConfiguration? configuration = null);

    Histogram CreateHistogram(
        string name, string help, string[] labelNames, HistogramConfiguration? configuration = null);
}
