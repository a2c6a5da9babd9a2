namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>
/// Tells a connection that takes bytes and answers none. The keep-alive of a client library may not: it pings when nothing was
/// sent, and the heartbeat is always sent. Thread-safe.
/// </summary>
/// <param name="patience">Longest time without an answer while one is owed; zero for ever.</param>
/// <param name="time">Clock.</param>
internal sealed class AnswerWatch(TimeSpan patience, TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _owed;
    private long _since;

    /// <summary>Whether the connection is to be given up.</summary>
    public bool IsOverdue
    {
        get
        {
            lock (_gate)
            {
                return _owed > 0 && patience > TimeSpan.Zero && time.GetElapsedTime(_since) > patience;
            }
        }
    }

    /// <summary>Something was sent that the broker will answer.</summary>
    public void Owe()
    {
        lock (_gate)
        {
            if (_owed++ == 0)
            {
                _since = time.GetTimestamp();
            }
        }
    }

    /// <summary>The broker answered, or the connection ended.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            _owed--;
            _since = time.GetTimestamp();
        }
    }
}
