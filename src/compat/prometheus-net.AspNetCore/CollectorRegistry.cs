using System.Collections.Concurrent;
using System.Diagnostics;

namespace Prometheus;

/// <summary>A set of metrics that are exported together.</summary>
public sealed class CollectorRegistry
{
    // Metrics of one name, told apart by their label names; a list is replaced, never changed.
    private readonly ConcurrentDictionary<string, Collector[]> _families = new(StringComparer.Ordinal);
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
            await RunAsync(callback, cancel);
        }

        var writer = new ExpositionWriter(format);
        foreach (var family in _families.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var collectors = family.Value;
            collectors[0].WriteHead(writer);
            foreach (var collector in collectors)
            {
                collector.WriteSeries(writer);
            }
        }

        writer.End();
        await to.WriteAsync(writer.Written, cancel);
    }

    internal T GetOrAdd<T>(string name, string[] labelNames, Func<T> create)
        where T : Collector
    {
        while (true)
        {
            var family = _families.GetValueOrDefault(name);
            var known = family?.FirstOrDefault(c => c.LabelNames.AsSpan().SequenceEqual(labelNames));
            if (known is T same)
            {
                return same;
            }

            if (family is not null && family[0] is not T)
            {
                throw new InvalidOperationException(
                    $"'{name}' is already registered as a {family[0].GetType().Name}; one name has one type.");
            }

            var created = create();
            if (family is null
                ? _families.TryAdd(name, [created])
                : _families.TryUpdate(name, [.. family, created], family))
            {
                return created;
            }
        }
    }

    /// <summary>A failed callback leaves the metrics as they are; the scrape goes on.</summary>
    private static async Task RunAsync(Func<CancellationToken, Task> callback, CancellationToken cancel)
    {
        try
        {
            await callback(cancel);
        }
        catch (Exception e)
        {
            Trace.WriteLine($"Metrics before-collect callback failed: {e}");
        }
    }
}
