using LineAD.Core.Time;

namespace LineAD.Pipeline.Time;

/// <summary>
/// Monotonic time in ticks of <see cref="TimeProvider.GetTimestamp"/>, the only time that decides anything; UTC for
/// wire timestamps and for cut-offs that must survive a restart.
/// </summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private readonly bool _isSystem = ReferenceEquals(time, TimeProvider.System) || time is SteppedTimeProvider;
    private readonly double _ticksPerMs = time.TimestampFrequency / 1000.0;

    public TimeProvider Provider { get; } = time;

    public long Now => Provider.GetTimestamp();

    public DateTimeOffset UtcNow => Provider.GetUtcNow();

    public long Ticks(double milliseconds) => (long)(milliseconds * _ticksPerMs);

    public double Milliseconds(long ticks) => ticks / _ticksPerMs;

    public double Seconds(long ticks) => ticks / (double)Provider.TimestampFrequency;

    public long TicksOfSeconds(double seconds) => (long)(seconds * Provider.TimestampFrequency);

    /// <summary>The UTC time at which <paramref name="timestamp"/> is or was.</summary>
    public DateTimeOffset ToUtc(long timestamp) => UtcNow.AddMilliseconds(Milliseconds(timestamp - Now));

    /// <summary>The monotonic time of a UTC time of an earlier run.</summary>
    public long FromUtc(DateTimeOffset utc) => Now + Ticks((utc - UtcNow).TotalMilliseconds);

    /// <summary>
    /// Waits on <paramref name="gate"/>, which the caller holds, for a pulse or until <paramref name="until"/>. It may
    /// return early. Under any other provider than the system's, real waits cannot follow its time, so it waits in
    /// steps.
    /// </summary>
    public void Wait(object gate, long until)
    {
        var milliseconds = Milliseconds(until - Now);
        if (milliseconds <= 0)
        {
            return;
        }

        // Rounded up: waking a fraction early would spin until the time has come.
        var wait = _isSystem ? (int)Math.Min(Math.Ceiling(milliseconds), 1000) : 1;
        Monitor.Wait(gate, wait);
    }
}
