namespace LineAD.Testing;

/// <summary>
/// A clock that stands still until it is told to go on. Timers fire on the thread that advances it. Ticks are 100 ns.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private long _ticks;
    private long _reads;

    /// <summary>Starts on 2026-01-01, with a timestamp far from 0.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) => _ticks = TimeSpan.TicksPerDay;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Set to make UTC jump, as a corrected clock does; the monotonic time is not touched.</summary>
    public TimeSpan UtcStep { get; set; }

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        Interlocked.Increment(ref _reads);
        return Interlocked.Read(ref _ticks);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => start.AddTicks(GetTimestamp()) + UtcStep;

    /// <summary>Goes on by some milliseconds and fires what became due, in order.</summary>
    public void Advance(double milliseconds) => Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Goes on and fires what became due, in order.</summary>
    public void Advance(TimeSpan by)
    {
        var until = GetTimestamp() + by.Ticks;
        while (NextDue(until) is { } timer)
        {
            Interlocked.Exchange(ref _ticks, Math.Max(GetTimestamp(), timer.Due));
            timer.Fire();
        }

        Interlocked.Exchange(ref _ticks, until);
    }

    /// <summary>
    /// Waits until whoever waits for a time by looking at the clock again and again has done so several times since now.
    /// </summary>
    public void UntilRead()
    {
        const int several = 20;
        var before = Interlocked.Read(ref _reads);
        Eventually.True(() => Interlocked.Read(ref _reads) >= before + several);
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? NextDue(long until)
    {
        lock (_gate)
        {
            var next = _timers.MinBy(t => t.Due);
            return next is not null && next.Due <= until ? next : null;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public long Due { get; private set; }

        public void Fire()
        {
            lock (owner._gate)
            {
                if (_period > TimeSpan.Zero)
                {
                    Due += _period.Ticks;
                }
                else
                {
                    owner._timers.Remove(this);
                }
            }

            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                owner._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = owner.GetTimestamp() + dueTime.Ticks;
                    owner._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
