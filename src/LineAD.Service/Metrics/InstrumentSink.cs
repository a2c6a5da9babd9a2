using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace LineAD.Service.Metrics;

/// <summary>
/// Takes the measurements of one instrument. Label names are those of its first measurement; a series beyond the cap is
/// folded into <c>other</c>, and a tag set with other names is refused: both are counted, nothing grows.
/// </summary>
internal sealed class InstrumentSink
{
    private const string Overflow = "other";

    [ThreadStatic]
    private static string[]? _scratch;

    private readonly Instrument _instrument;
    private readonly MetricFamilies _families;
    private readonly BridgeCounters _counters;
    private readonly int _maxSeries;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<LabelSet, Series> _series = new(LabelSetComparer.Instance);
    private readonly ConcurrentDictionary<LabelSet, Series>.AlternateLookup<ReadOnlySpan<string>> _bySpan;
    private volatile Layout? _layout;
    private Series? _overflow;
    private long _round;

    public InstrumentSink(Instrument instrument, MetricFamilies families, BridgeCounters counters, int maxSeries)
    {
        _instrument = instrument;
        _families = families;
        _counters = counters;
        _maxSeries = maxSeries;
        _bySpan = _series.GetAlternateLookup<ReadOnlySpan<string>>();
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var layout = _layout ?? Prepare(tags);
        var names = layout.TagNames;
        if (layout.Family is null || tags.Length != names.Length)
        {
            _counters.Refused(_instrument);
            return;
        }

        var values = Scratch(names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            if (!TryValue(tags, i, names[i], out values[i]))
            {
                _counters.Refused(_instrument);
                return;
            }
        }

        var series = _bySpan.TryGetValue(values, out var known) ? known : Add(layout, values);
        series.Round = Interlocked.Read(ref _round);
        series.Record(value);
    }

    /// <summary>Begins a scrape of an observable instrument.</summary>
    public void BeginRound() => Interlocked.Increment(ref _round);

    /// <summary>Takes series off the export that an observable instrument has not reported in this scrape.</summary>
    public void EndRound()
    {
        var round = Interlocked.Read(ref _round);
        foreach (var (labels, series) in _series)
        {
            if (series.Round != round && _series.TryRemove(labels, out _))
            {
                _layout!.Family!.Remove(labels.Values);
            }
        }
    }

    private static Span<string> Scratch(int length)
    {
        var scratch = _scratch;
        if (scratch is null || scratch.Length < length)
        {
            _scratch = scratch = new string[Math.Max(length, 8)];
        }

        return scratch.AsSpan(0, length);
    }

    private static bool TryValue(
        ReadOnlySpan<KeyValuePair<string, object?>> tags, int expectedAt, string name, out string value)
    {
        // Tags nearly always come in the order of the first measurement.
        if (tags[expectedAt].Key == name)
        {
            value = Text(tags[expectedAt].Value);
            return true;
        }

        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                value = Text(tag.Value);
                return true;
            }
        }

        value = "";
        return false;
    }

    private static string Text(object? value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        null => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private Layout Prepare(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            if (_layout is null)
            {
                var names = new string[tags.Length];
                for (var i = 0; i < names.Length; i++)
                {
                    names[i] = tags[i].Key;
                }

                _layout = new Layout(names, TryCreate(names));
            }

            return _layout;
        }
    }

    private IMetricFamily? TryCreate(string[] tagNames)
    {
        try
        {
            return _families.Create(_instrument, Array.ConvertAll(tagNames, MetricNames.Label));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // A name that another metric has taken with other labels must not break the code that measures.
            _counters.Unusable(_instrument, e);
            return null;
        }
    }

    private Series Add(Layout layout, ReadOnlySpan<string> values)
    {
        lock (_lock)
        {
            if (_bySpan.TryGetValue(values, out var known))
            {
                return known;
            }

            if (_series.Count < _maxSeries)
            {
                var labels = values.ToArray();
                return _series[new LabelSet(labels)] = new Series(layout.Family!.Open(labels));
            }

            _counters.Folded(_instrument);
            return _overflow ??= new Series(layout.Family!.Open(Array.ConvertAll(layout.TagNames, _ => Overflow)));
        }
    }

    private sealed class Series(Action<double> record)
    {
        public Action<double> Record { get; } = record;

        public long Round { get; set; }
    }

    private sealed record Layout(string[] TagNames, IMetricFamily? Family);
}
