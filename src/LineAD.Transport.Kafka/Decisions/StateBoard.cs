using LineAD.Core.Identity;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>The newest state of each station, and which of them are to be sent. Thread-safe.</summary>
internal sealed class StateBoard
{
    private readonly Dictionary<StationKey, ReadOnlyMemory<byte>> _states = [];
    private readonly Queue<StationKey> _due = new();
    private readonly Lock _gate = new();

    public void Set(StationKey station, ReadOnlyMemory<byte> json)
    {
        lock (_gate)
        {
            _states[station] = json;
            if (!_due.Contains(station))
            {
                _due.Enqueue(station);
            }
        }
    }

    /// <summary>All are to be sent again.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            _due.Clear();
            foreach (var station in _states.Keys)
            {
                _due.Enqueue(station);
            }
        }
    }

    public bool TryTake(out StationKey station, out ReadOnlyMemory<byte> json)
    {
        lock (_gate)
        {
            json = default;
            return _due.TryDequeue(out station) && _states.TryGetValue(station, out json);
        }
    }
}
