namespace LineAD.Cli.Soak;

/// <summary>Monotonic times as UTC, by one pair taken at the beginning.</summary>
internal sealed class SoakClock(TimeProvider time)
{
    private readonly DateTimeOffset _utc = time.GetUtcNow();
    private readonly long _timestamp = time.GetTimestamp();

    /// <summary>The UTC of a timestamp.</summary>
    public DateTimeOffset ToUtc(long timestamp) => _utc + time.GetElapsedTime(_timestamp, timestamp);
}
