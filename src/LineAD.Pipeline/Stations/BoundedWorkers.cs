using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Stations;

/// <summary>
/// A bounded channel with worker threads of its own. Posting never waits: a full channel says no. The workers wait on a
/// monitor, not on the channel's own tasks: those need the thread pool, and a starved pool must stop nothing.
/// </summary>
internal sealed class BoundedWorkers<T> : IDisposable
{
    private readonly object _arrived = new();
    private readonly Channel<T> _channel;
    private readonly Action<T> _work;
    private readonly ILogger _logger;
    private readonly string _name;
    private readonly Thread[] _threads;

    public BoundedWorkers(string name, int workers, int capacity, Action<T> work, ILogger logger)
    {
        _name = name;
        _work = work;
        _logger = logger;
        Capacity = capacity;
        _channel = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = workers == 1 });
        _threads = new Thread[workers];
        for (var i = 0; i < workers; i++)
        {
            _threads[i] = new Thread(Run) { Name = $"linead-{name}-{i}", IsBackground = true };
        }
    }

    public int Capacity { get; }

    /// <summary>Items waiting.</summary>
    public int Depth => _channel.Reader.Count;

    public void Start()
    {
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>False when the channel is full or closed: the caller still owns the item.</summary>
    public bool TryPost(T item)
    {
        if (!_channel.Writer.TryWrite(item))
        {
            return false;
        }

        lock (_arrived)
        {
            Monitor.Pulse(_arrived);
        }

        return true;
    }

    /// <summary>Takes no more items, works off what waits, and ends the threads.</summary>
    public void Dispose()
    {
        _channel.Writer.TryComplete();
        lock (_arrived)
        {
            Monitor.PulseAll(_arrived);
        }

        foreach (var thread in _threads)
        {
            if (thread.IsAlive)
            {
                thread.Join();
            }
        }
    }

    private void Run()
    {
        while (TryTake(out var item))
        {
            try
            {
                _work(item);
            }
            catch (Exception e)
            {
                PipelineLog.WorkerFailed(_logger, _name, e);
            }
        }
    }

    /// <summary>Waits for an item; false once closed and empty.</summary>
    private bool TryTake([MaybeNullWhen(false)] out T item)
    {
        if (_channel.Reader.TryRead(out item))
        {
            return true;
        }

        lock (_arrived)
        {
            while (!_channel.Reader.TryRead(out item))
            {
                if (_channel.Reader.Completion.IsCompleted)
                {
                    return false;
                }

                Monitor.Wait(_arrived);
            }

            return true;
        }
    }
}
