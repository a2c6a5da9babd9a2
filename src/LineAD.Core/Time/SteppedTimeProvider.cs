namespace LineAD.Core.Time;

/// <summary>
/// The system's time, whose UTC side can be stepped as an operator or a time server would. Timestamps and timers are the
/// system's own and do not move. Thread-safe.
/// </summary>
public sealed class SteppedTimeProvider : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far UTC is from the system's.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Steps UTC by <paramref name="by"/>, backwards when it is negative.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
