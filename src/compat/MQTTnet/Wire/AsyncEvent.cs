namespace MQTTnet.Wire;

/// <summary>Handlers that run one after the other, in the order in which they were added.</summary>
internal sealed class AsyncEvent<T>
{
    private readonly Lock _gate = new();
    private volatile Func<T, Task>[] _handlers = [];

    public void Add(Func<T, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            _handlers = [.. _handlers, handler];
        }
    }

    public void Remove(Func<T, Task> handler)
    {
        lock (_gate)
        {
            _handlers = [.. _handlers.Where(h => h != handler)];
        }
    }

    public async Task InvokeAsync(T arguments)
    {
        foreach (var handler in _handlers)
        {
            await handler(arguments).ConfigureAwait(false);
        }
    }
}
