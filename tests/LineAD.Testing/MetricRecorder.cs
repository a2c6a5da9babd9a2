using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LineAD.Testing;

/// <summary>Listens to one meter instance's name and sums what it records, by instrument and labels.</summary>
public sealed class MetricRecorder : IMeterFactory
{
    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, double> _gauges = new(StringComparer.Ordinal);
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    /// <summary>Starts to listen to the meters it makes.</summary>
    public MetricRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            lock (_meters)
            {
                if (_meters.Contains(instrument.Meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            }
        };
        _listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Add(i, v, tags));
        _listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Add(i, v, tags));
        _listener.Start();
    }

    /// <inheritdoc />
    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        lock (_meters)
        {
            _meters.Add(meter);
        }

        return meter;
    }

    /// <summary>
    /// Sum of a counter, or number of a histogram's values, over all series whose labels contain these.
    /// </summary>
    /// <param name="instrument">Full name.</param>
    /// <param name="labels">As <c>key=value</c>.</param>
    public double Sum(string instrument, params string[] labels) =>
        Matching(_sums, instrument, labels).Sum(s => s.Value);

    /// <summary>All series of an instrument, as <c>name{key=value,…}</c>.</summary>
    public IReadOnlyList<string> Series(string instrument) =>
    [
        .. _sums.Keys
            .Where(k => k.StartsWith(instrument + "{", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads the gauges and sums one of them.</summary>
    public double Gauge(string instrument, params string[] labels)
    {
        _gauges.Clear();
        _listener.RecordObservableInstruments();
        return Matching(_gauges, instrument, labels).Sum(s => s.Value);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(m => m.Dispose());
    }

    private static IEnumerable<KeyValuePair<string, double>> Matching(
        ConcurrentDictionary<string, double> series, string instrument, string[] labels) =>
        series.Where(s => s.Key.StartsWith(instrument + "{", StringComparison.Ordinal)
            && Array.TrueForAll(labels, l => s.Key.Contains($"{l},", StringComparison.Ordinal)));

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name + "{";
        foreach (var tag in tags)
        {
            key += $"{tag.Key}={tag.Value},";
        }

        var isHistogram = instrument is Histogram<long> or Histogram<double>;
        var isGauge = instrument.IsObservable;
        (isGauge ? _gauges : _sums).AddOrUpdate(
            key + "}", isHistogram ? 1 : value, (_, sum) => sum + (isHistogram ? 1 : value));
    }
}
