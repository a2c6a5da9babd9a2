namespace LineAD.Transport.Kafka.Decisions;

/// <summary>Ids of decisions that are committed, the newest of them. Thread-safe, bounded.</summary>
internal sealed class WrittenDecisions(int capacity)
{
    private readonly HashSet<ulong> _ids = [];
    private readonly Queue<ulong> _order = new();
    private readonly Lock _gate = new();

    public void Add(ulong id)
    {
        lock (_gate)
        {
            if (!_ids.Add(id))
            {
                return;
            }

            _order.Enqueue(id);
            if (_order.Count > capacity)
            {
                _ids.Remove(_order.Dequeue());
            }
        }
    }

    public bool Contains(ulong id)
    {
        lock (_gate)
        {
            return _ids.Contains(id);
        }
    }
}
