using System.Collections.Concurrent;
using LineAD.Core.Identity;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>
/// Which partitions this process holds and which stations' frames come by them: decisions of a station that has moved to
/// another process are not published here. Thread-safe.
/// </summary>
public sealed class PartitionBoard
{
    private readonly ConcurrentDictionary<StationKey, int> _stations = new();
    private readonly ConcurrentDictionary<int, OffsetTracker> _held = new();

    /// <summary>The partition that the station's frames come by, or null when none came by Kafka.</summary>
    public int? PartitionOf(StationKey station) => _stations.TryGetValue(station, out var partition) ? partition : null;

    /// <summary>False when the station's frames came by Kafka and its partition has moved to another process.</summary>
    public bool MayPublish(StationKey station) =>
        !_stations.TryGetValue(station, out var partition) || _held.ContainsKey(partition);

    /// <summary>The stations whose frames came by the partition last.</summary>
    internal IEnumerable<StationKey> StationsOf(int partition) =>
        _stations.Where(s => s.Value == partition).Select(s => s.Key);

    internal ICollection<OffsetTracker> Held => _held.Values;

    internal void Note(StationKey station, int partition)
    {
        if (!_stations.TryGetValue(station, out var known) || known != partition)
        {
            _stations[station] = partition;
        }
    }

    internal void Hold(OffsetTracker tracker) => _held[tracker.Partition] = tracker;

    internal OffsetTracker? Find(int partition) => _held.GetValueOrDefault(partition);

    internal OffsetTracker? Release(int partition) => _held.TryRemove(partition, out var tracker) ? tracker : null;
}
