namespace LineAD.Pipeline.Recovery;

/// <summary>
/// The decisions of the last minutes by id, bounded by time and count: repetitions are answered from it (law 4).
/// </summary>
internal sealed class DecisionWindow(long lifetime, int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, DecidedInspection> _byId = [];
    private readonly Queue<(ulong Id, DecidedInspection Entry)> _byAge = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byId.Count;
            }
        }
    }

    /// <summary>Adds or replaces the decision of an inspection.</summary>
    public void Set(DecidedInspection entry, long now)
    {
        lock (_gate)
        {
            _byId[entry.Decision.Id] = entry;
            _byAge.Enqueue((entry.Decision.Id, entry));
            while (_byAge.TryPeek(out var oldest) && (_byAge.Count > most || oldest.Entry.DecidedAt + lifetime < now))
            {
                Forget(_byAge.Dequeue());
            }
        }
    }

    public DecidedInspection? Find(ulong id)
    {
        lock (_gate)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    private void Forget((ulong Id, DecidedInspection Entry) oldest)
    {
        // A replaced entry is in the queue twice; only the newest one's age counts.
        if (_byId.TryGetValue(oldest.Id, out var current) && ReferenceEquals(current, oldest.Entry))
        {
            _byId.Remove(oldest.Id);
        }
    }
}
