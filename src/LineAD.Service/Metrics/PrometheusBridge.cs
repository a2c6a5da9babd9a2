using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LineAD.Service.Metrics;

/// <summary>
/// Shows .NET meters to Prometheus: subsystems declare instruments and know no exporter. prometheus-net's own
/// MeterAdapter turns counters into gauges and knows one bucket set only.
/// </summary>
public sealed class PrometheusBridge : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentSink> _observable = new();
    private readonly MetricFamilies _families;
    private readonly BridgeCounters _counters;
    private readonly PrometheusBridgeOptions _options;
    private readonly Lock _scrape = new();
    private volatile bool _isDisposed;

    /// <summary>Starts to export what the options select into <paramref name="registry"/>.</summary>
    public PrometheusBridge(
        CollectorRegistry registry, ILogger<PrometheusBridge> logger, PrometheusBridgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _options = options ?? new PrometheusBridgeOptions();
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        _families = new MetricFamilies(factory, _options);
        _counters = new BridgeCounters(factory, logger);
        Listen();
        registry.AddBeforeCollectCallback(Observe);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isDisposed = true;
        _listener.Dispose();
    }

    private void Listen()
    {
        _listener.InstrumentPublished = Publish;
        _listener.MeasurementsCompleted = (instrument, _) => Forget(instrument);
        _listener.SetMeasurementEventCallback<double>((_, value, tags, sink) => Record(value, tags, sink));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, sink) => Record(value, tags, sink));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, sink) => Record(value, tags, sink));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, sink) => Record(value, tags, sink));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, sink) => Record(value, tags, sink));
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, sink) => Record(value, tags, sink));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, sink) => Record((double)value, tags, sink));
        _listener.Start();
    }

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (!_options.MeterFilter(instrument.Meter))
        {
            return;
        }

        var sink = new InstrumentSink(instrument, _families, _counters, _options.MaxSeriesPerInstrument);
        if (instrument.IsObservable)
        {
            _observable[instrument] = sink;
        }

        listener.EnableMeasurementEvents(instrument, sink);
    }

    private void Forget(Instrument instrument) => _observable.TryRemove(instrument, out _);

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? sink) =>
        ((InstrumentSink)sink!).Record(value, tags);

    private void Observe()
    {
        if (_isDisposed)
        {
            return;
        }

        // Two scrapes at a time would take each other's series for forgotten ones.
        lock (_scrape)
        {
            foreach (var sink in _observable.Values)
            {
                sink.BeginRound();
            }

            RecordObservable();
            foreach (var sink in _observable.Values)
            {
                sink.EndRound();
            }
        }
    }

    private void RecordObservable()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException e)
        {
            // One broken callback must not take all other metrics off the scrape.
            _counters.ObservationFailed(e);
        }
    }
}
