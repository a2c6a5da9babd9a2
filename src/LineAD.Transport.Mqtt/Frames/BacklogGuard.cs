namespace LineAD.Transport.Mqtt.Frames;

/// <summary>
/// Tells the backlog of a resumed session from fresh messages. The broker sends its backlog without a pause, so the
/// marker behind it ends it, or else the first pause; after five seconds everything counts as fresh.
/// </summary>
internal sealed class BacklogGuard(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private bool _active;
    private long _startedAt;
    private long _lastAt;

    /// <summary>A connection began; there is a backlog only when the broker kept the session.</summary>
    public void Begin(bool sessionPresent)
    {
        _active = sessionPresent;
        _startedAt = _lastAt = time.GetTimestamp();
    }

    /// <summary>The marker came: the backlog is over.</summary>
    public void End() => _active = false;

    /// <summary>Whether the message that came at this time may be from the backlog.</summary>
    public bool IsBacklog(long timestamp)
    {
        _active = _active
            && time.GetElapsedTime(_lastAt, timestamp) < Pause
            && time.GetElapsedTime(_startedAt, timestamp) < Longest;
        _lastAt = timestamp;
        return _active;
    }
}
