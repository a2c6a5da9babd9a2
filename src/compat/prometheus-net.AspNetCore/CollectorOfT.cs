using System.Collections.Concurrent;

namespace Prometheus;

/// <summary>A metric and its series by label values.</summary>
public abstract class Collector<TChild> : Collector
    where TChild : ChildBase
{
    private readonly ConcurrentDictionary<LabelSequence, TChild> _children = new(LabelComparer.Instance);
    private readonly ConcurrentDictionary<LabelSequence, TChild>.AlternateLookup<ReadOnlySpan<string>> _bySpan;
    private readonly Lazy<TChild> _unlabelled;
    private readonly bool _suppressInitialValue;

    private protected Collector(string name, string help, string[] labelNames, bool suppressInitialValue)
        : base(name, help, labelNames)
    {
        _bySpan = _children.GetAlternateLookup<ReadOnlySpan<string>>();
        _suppressInitialValue = suppressInitialValue;
        _unlabelled = new Lazy<TChild>(() => WithLabels(ReadOnlySpan<string>.Empty));
    }

    private protected TChild Unlabelled => _unlabelled.Value;

    public TChild WithLabels(params string[] labelValues) => WithLabels(labelValues.AsSpan());

    public TChild WithLabels(ReadOnlyMemory<string> labelValues) => WithLabels(labelValues.Span);

    /// <summary>The series with these values; allocates only when it is new.</summary>
    public TChild WithLabels(ReadOnlySpan<string> labelValues)
    {
        if (_bySpan.TryGetValue(labelValues, out var known))
        {
            return known;
        }

        if (labelValues.Length != LabelNames.Length)
        {
            throw new ArgumentException(
                $"Metric '{Name}' has {LabelNames.Length} labels, but {labelValues.Length} values were given.",
                nameof(labelValues));
        }

        return _children.GetOrAdd(new LabelSequence(labelValues.ToArray()), Create);
    }

    public void RemoveLabelled(params string[] labelValues) =>
        _children.TryRemove(new LabelSequence(labelValues), out _);

    public IEnumerable<string[]> GetAllLabelValues() =>
        LabelNames.Length == 0 ? [] : _children.Keys.Select(key => key.Values.ToArray());

    internal override void WriteHead(ExpositionWriter writer) => writer.Family(Name, Help, TypeName);

    internal override void WriteSeries(ExpositionWriter writer)
    {
        // A metric without labels exists from its creation on.
        if (LabelNames.Length == 0)
        {
            GC.KeepAlive(Unlabelled);
        }

        foreach (var child in _children.OrderBy(pair => pair.Key.Order, StringComparer.Ordinal))
        {
            if (child.Value.IsPublished)
            {
                child.Value.Write(writer);
            }
        }
    }

    private protected abstract string TypeName { get; }

    private protected abstract TChild NewChild(string labels, bool isPublished);

    private TChild Create(LabelSequence values)
    {
        foreach (var value in values.Values)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(values));
        }

        return NewChild(ExpositionWriter.Labels(LabelNames, values.Values), !_suppressInitialValue);
    }
}
