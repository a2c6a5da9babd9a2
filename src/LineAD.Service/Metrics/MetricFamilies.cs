using System.Diagnostics.Metrics;
using Prometheus;

namespace LineAD.Service.Metrics;

/// <summary>Makes the Prometheus metric that fits an instrument.</summary>
internal sealed class MetricFamilies(MetricFactory factory, PrometheusBridgeOptions options)
{
    /// <summary>
    /// Counters grow by what is measured, observable counters to what is measured (it is cumulative), gauges are set,
    /// and up-down counters are gauges that are added to.
    /// </summary>
    public IMetricFamily Create(Instrument instrument, string[] labelNames)
    {
        // prometheus-net writes help texts as they are: a line break would end the line and make the scrape unreadable.
        var help = (instrument.Description ?? instrument.Name).ReplaceLineEndings(" ").Replace('\\', '/');
        switch (KindOf(instrument))
        {
            case InstrumentKind.Counter:
                return new MetricFamily<Counter.Child>(Counter(instrument, help, labelNames), child => child.Inc);
            case InstrumentKind.ObservableCounter:
                return new MetricFamily<Counter.Child>(Counter(instrument, help, labelNames), child => child.IncTo);
            case InstrumentKind.Histogram:
                var configuration = new HistogramConfiguration { Buckets = BucketsOf(instrument) };
                var name = MetricNames.Of(instrument, isCounter: false);
                return new MetricFamily<Histogram.Child>(
                    factory.CreateHistogram(name, help, labelNames, configuration), child => child.Observe);
            case InstrumentKind.UpDownCounter:
                return new MetricFamily<Gauge.Child>(Gauge(instrument, help, labelNames), child => child.Inc);
            default:
                return new MetricFamily<Gauge.Child>(Gauge(instrument, help, labelNames), child => child.Set);
        }
    }

    public static InstrumentKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        while (type is not null && !type.IsGenericType)
        {
            type = type.BaseType;
        }

        return type?.GetGenericTypeDefinition() switch
        {
            var t when t == typeof(Counter<>) => InstrumentKind.Counter,
            var t when t == typeof(ObservableCounter<>) => InstrumentKind.ObservableCounter,
            var t when t == typeof(UpDownCounter<>) => InstrumentKind.UpDownCounter,
            var t when t == typeof(Histogram<>) => InstrumentKind.Histogram,
            _ => InstrumentKind.Gauge,
        };
    }

    private Counter Counter(Instrument instrument, string help, string[] labelNames) =>
        factory.CreateCounter(MetricNames.Of(instrument, isCounter: true), help, labelNames);

    private Gauge Gauge(Instrument instrument, string help, string[] labelNames) =>
        factory.CreateGauge(MetricNames.Of(instrument, isCounter: false), help, labelNames);

    private double[] BucketsOf(Instrument instrument)
    {
        var advised = instrument switch
        {
            Histogram<double> h => Advised(h),
            Histogram<float> h => Advised(h),
            Histogram<long> h => Advised(h),
            Histogram<int> h => Advised(h),
            Histogram<short> h => Advised(h),
            Histogram<byte> h => Advised(h),
            Histogram<decimal> h => Advised(h),
            _ => null,
        };
        return advised is { Length: > 0 } ? advised : [.. options.DefaultBuckets];
    }

    private static double[]? Advised<T>(Histogram<T> histogram)
        where T : struct, System.Numerics.INumber<T> =>
        histogram.Advice?.HistogramBucketBoundaries?.Select(double.CreateChecked).ToArray();
}
