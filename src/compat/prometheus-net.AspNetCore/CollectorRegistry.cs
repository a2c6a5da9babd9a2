using System.Collections.Concurrent;

namespace Prometheus;

/// <summary>A set of metrics that are exported together.</summary>
public sealed class CollectorRegistry
{
    private readonly ConcurrentDictionary<string, Collector> _collectors = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Func<CancellationToken, Task>> _callbacks = new();

    internal CollectorRegistry()
    {
    }

    /// <summary>Runs before each export, in order of addition.</summary>
    public void AddBeforeCollectCallback(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        AddBeforeCollectCallback(_ =>
        {
            callback();
            return Task.CompletedTask;
        });
    }

    /// <summary>Runs before each export, in order of addition.</summary>
    public void AddBeforeCollectCallback(Func<CancellationToken, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _callbacks.Enqueue(callback);
    }

    public Task CollectAndExportAsTextAsync(Stream to, CancellationToken cancel = default) =>
        CollectAndExportAsTextAsync(to, ExpositionFormat.PrometheusText, cancel);

    public async Task CollectAndExportAsTextAsync(
        Stream to, ExpositionFormat format, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        foreach (var callback in _callbacks)
        {
            await callback(cancel);
        }

        var writer = new ExpositionWriter(format);
        foreach (var collector in _collectors.Values.OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            collector.Write(writer);
        }

        writer.End();
        await to.WriteAsync(writer.Written, cancel);
    }

    internal T GetOrAdd<T>(string name, string[] labelNames, Func<T> create)
        where T : Collector
    {
        var collector = _collectors.GetOrAdd(name, _ => create());
        return collector is T same && same.LabelNames.AsSpan().SequenceEqual(labelNames)
            ? same
            : throw new InvalidOperationException(
                $"Collector of a different type or with different labels is already registered as '{name}': "
                + $"{collector.GetType().Name}({string.Join(", ", collector.LabelNames)}).");
    }
}
