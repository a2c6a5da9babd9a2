namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>
/// Tells whether the thread pool gets to its work. Answers of the broker come through it: where it is starved, an answer that is
/// missing says nothing about the broker. Thread-safe.
/// </summary>
internal sealed class PoolPulse(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private long _asked;

    /// <summary>Whether what it was asked last was done, or has waited for a short time only.</summary>
    public bool IsRunning =>
        Volatile.Read(ref _asked) is var asked && (asked == 0 || time.GetElapsedTime(asked) < Patience);

    /// <summary>Asks the pool for a sign, unless it owes one.</summary>
    public void Ask()
    {
        var now = Math.Max(1, time.GetTimestamp());
        if (Interlocked.CompareExchange(ref _asked, now, 0) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static pulse => Volatile.Write(ref pulse._asked, 0), this, preferLocal: false);
        }
    }
}
