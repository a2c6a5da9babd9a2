namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>
/// Tells whether the thread pool gets to its work. Answers of the broker come through it: where it is starved, an answer that is
/// missing says nothing about the broker. Thread-safe.
/// </summary>
/// <param name="time">Clock of its patience.</param>
/// <param name="post">Gives work to the pool; null for the process's own.</param>
internal sealed class PoolPulse(TimeProvider time, Action<PoolPulse>? post = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    // A sign costs a pool thread's waking up. One a few times a second tells as much as one with every decision.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    private readonly Action<PoolPulse> _post =
        post ?? (static pulse => ThreadPool.UnsafeQueueUserWorkItem(static asked => asked.Answer(), pulse, preferLocal: false));

    private long _asked;
    private long _lastAsked;

    /// <summary>Whether what it was asked last was done, or has waited for a short time only.</summary>
    public bool IsRunning =>
        Volatile.Read(ref _asked) is var asked && (asked == 0 || time.GetElapsedTime(asked) < Patience);

    /// <summary>Asks the pool for a sign, unless it owes one or was asked a moment ago.</summary>
    public void Ask()
    {
        var now = Math.Max(1, time.GetTimestamp());
        var last = Volatile.Read(ref _lastAsked);
        if ((last == 0 || time.GetElapsedTime(last, now) >= Rest) && Interlocked.CompareExchange(ref _asked, now, 0) == 0)
        {
            Volatile.Write(ref _lastAsked, now);
            _post(this);
        }
    }

    /// <summary>The sign.</summary>
    internal void Answer() => Volatile.Write(ref _asked, 0);
}
