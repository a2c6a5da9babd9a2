namespace LineAD.Transport.Mqtt.Frames;

/// <summary>
/// Tells the backlog of a resumed session from fresh messages. The marker behind it ends it. A pause does not: a loaded machine or
/// a slow link makes pauses in the middle of a backlog, and an old frame that is taken for a fresh one is decided too late. Only
/// where no marker can come does a pause of a second end it, and there everything counts as fresh after 30 s; with a marker after 120 s.
/// Thread-safe.
/// </summary>
internal sealed class BacklogGuard(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWithoutMarker = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    private readonly Lock _gate = new();
    private bool _active;
    private bool _marked;
    private long _startedAt;
    private long _lastAt;

    /// <summary>Whether the end of a backlog is still awaited.</summary>
    public bool IsActive
    {
        get
        {
            lock (_gate)
            {
                return _active;
            }
        }
    }

    /// <summary>A connection began; there is a backlog only when the broker kept the session. A marker is expected.</summary>
    public void Begin(bool sessionPresent)
    {
        lock (_gate)
        {
            (_active, _marked) = (sessionPresent, true);
            _startedAt = _lastAt = time.GetTimestamp();
        }
    }

    /// <summary>The marker came: the backlog is over.</summary>
    public void End()
    {
        lock (_gate)
        {
            _active = false;
        }
    }

    /// <summary>No marker will come.</summary>
    public void DoWithoutMarker()
    {
        lock (_gate)
        {
            _marked = false;
        }
    }

    /// <summary>Whether the message that came at this time may be from the backlog.</summary>
    public bool IsBacklog(long timestamp)
    {
        lock (_gate)
        {
            var paused = !_marked && time.GetElapsedTime(_lastAt, timestamp) >= Pause;
            var limit = _marked ? Longest : LongestWithoutMarker;
            _active = _active && !paused && time.GetElapsedTime(_startedAt, timestamp) < limit;
            _lastAt = timestamp;
            return _active;
        }
    }
}
