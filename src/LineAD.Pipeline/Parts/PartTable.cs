using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Parts;

/// <summary>
/// The parts that are not closed: by id, by part name and by sequence, bounded. A view that names only a part or only a
/// sequence finds its part here, and a message that contradicts an open part is seen here.
/// </summary>
internal sealed class PartTable(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Part> _byId = [];
    private readonly Dictionary<(StationRuntime Station, string Part), Part> _byName = [];
    private readonly Dictionary<(StationRuntime Station, uint Seq), Part> _bySeq = [];
    private readonly Dictionary<StationRuntime, LinkedList<Part>> _undecided = [];

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

    public Part? Find(ulong id)
    {
        lock (_gate)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    public Part? FindByName(StationRuntime station, string part)
    {
        lock (_gate)
        {
            return _byName.GetValueOrDefault((station, part));
        }
    }

    public Part? FindBySeq(StationRuntime station, uint seq)
    {
        lock (_gate)
        {
            return _bySeq.GetValueOrDefault((station, seq));
        }
    }

    /// <summary>False when the table is at its bound or knows the id.</summary>
    public bool TryAdd(Part part)
    {
        lock (_gate)
        {
            if (_byId.Count >= most || !_byId.TryAdd(part.Id, part))
            {
                return false;
            }

            part.InTable = true;
            _byName[(part.Station, part.Key.Part)] = part;
            if (part.Key.Seq != 0)
            {
                _bySeq[(part.Station, part.Key.Seq)] = part;
            }

            if (!_undecided.TryGetValue(part.Station, out var list))
            {
                _undecided[part.Station] = list = [];
            }

            part.ByAge = list.AddLast(part);
            return true;
        }
    }

    /// <summary>The part was decided: it no longer counts as undecided.</summary>
    public void MarkDecided(Part part)
    {
        lock (_gate)
        {
            RemoveFromAge(part);
        }
    }

    public void Remove(Part part)
    {
        lock (_gate)
        {
            if (!part.InTable)
            {
                return;
            }

            part.InTable = false;
            _byId.Remove(part.Id);
            RemoveFromAge(part);
            RemoveIfSame(_byName, (part.Station, part.Key.Part), part);
            RemoveIfSame(_bySeq, (part.Station, part.Key.Seq), part);
        }
    }

    /// <summary>When the station's oldest undecided part was opened; null when it has none.</summary>
    public long? OldestUndecided(StationRuntime station)
    {
        lock (_gate)
        {
            return _undecided.GetValueOrDefault(station)?.First?.Value.OpenedTimestamp;
        }
    }

    /// <summary>All parts, for stopping.</summary>
    public Part[] ToArray()
    {
        lock (_gate)
        {
            return [.. _byId.Values];
        }
    }

    private static void RemoveIfSame<TKey>(Dictionary<TKey, Part> index, TKey key, Part part)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out var found) && ReferenceEquals(found, part))
        {
            index.Remove(key);
        }
    }

    private static void RemoveFromAge(Part part)
    {
        part.ByAge?.List?.Remove(part.ByAge);
        part.ByAge = null;
    }
}
