using LineAD.Core.Time;
using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Deadlines;

/// <summary>
/// The thread that no stalled device, full queue or starved thread pool can block (law 2): a heap by due time, a timed
/// wait, nothing else. It also runs the housekeeping tick.
/// </summary>
internal sealed class DeadlineThread : IDisposable
{
    private const double TickMs = 100;
    private const double MostJitterMs = 20;
    private readonly object _gate = new();
    private readonly PriorityQueue<IDueItem, long> _heap = new();
    private readonly MonotonicClock _clock;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly RecentWorst _jitter;
    private Action<long>? _tick;
    private long _nextTick;
    private long _awaited = long.MinValue;
    private bool _stopped;

    public DeadlineThread(MonotonicClock clock, ILogger logger)
    {
        _clock = clock;
        _logger = logger;
        _jitter = new RecentWorst(clock.Ticks(MostJitterMs));
        _thread = new Thread(Run) { Name = "linead-deadline", IsBackground = true, Priority = ThreadPriority.Highest };
    }

    /// <summary>Items waiting.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _heap.Count;
            }
        }
    }

    /// <summary>How late this thread woke of late: a decaying maximum, in ticks. Added to the policy lead.</summary>
    public long JitterTicks => _jitter.Ticks;

    public void Start(Action<long> tick)
    {
        _tick = tick;
        _nextTick = _clock.Now;
        _thread.Start();
    }

    public void Schedule(IDueItem item, long due)
    {
        lock (_gate)
        {
            _heap.Enqueue(item, due);
            if (due < _awaited)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }

        if (_thread.IsAlive && Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private void Run()
    {
        ThreadUrgency.Raise();
        while (TakeNext(out var item))
        {
            try
            {
                if (item is null)
                {
                    _tick?.Invoke(_clock.Now);
                }
                else
                {
                    item.OnDue(_clock.Now);
                }
            }
            catch (Exception e)
            {
                // The last line of defence: whatever one part does, the next one's deadline must be kept.
                PipelineLog.WorkerFailed(_logger, "deadline", e);
            }
        }
    }

    /// <summary>Waits for the next item; null for a tick. False when stopped.</summary>
    private bool TakeNext(out IDueItem? item)
    {
        item = null;
        lock (_gate)
        {
            while (!_stopped)
            {
                DropMoot();
                var now = _clock.Now;
                var hasItem = _heap.TryPeek(out var first, out var due);
                if (hasItem && due <= now)
                {
                    _heap.Dequeue();
                    item = first;
                    _jitter.Note(due == _awaited ? now - due : 0);
                    _awaited = long.MinValue;
                    return true;
                }

                if (now >= _nextTick)
                {
                    _nextTick = now + _clock.Ticks(TickMs);
                    _awaited = long.MinValue;
                    return true;
                }

                _awaited = hasItem ? Math.Min(due, _nextTick) : _nextTick;
                _clock.Wait(_gate, _awaited);
            }
        }

        return false;
    }

    /// <summary>Most parts are closed long before their time; the thread does not wake up for those.</summary>
    private void DropMoot()
    {
        while (_heap.TryPeek(out var first, out _) && first.IsMoot)
        {
            _heap.Dequeue();
        }
    }
}
