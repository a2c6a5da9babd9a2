using LineAD.Core.Identity;

namespace LineAD.Pipeline.Stations;

/// <summary>The configured stations, fixed for the life of the process.</summary>
internal sealed class StationSet
{
    private readonly Dictionary<StationKey, StationRuntime> _byKey = [];

    public StationSet(IReadOnlyList<StationRuntime> stations)
    {
        All = stations;
        foreach (var station in stations)
        {
            _byKey.Add(station.Key, station);
        }
    }

    public IReadOnlyList<StationRuntime> All { get; }

    public StationRuntime? Find(string line, string station) => Find(new StationKey(line, station));

    public StationRuntime? Find(StationKey key) => _byKey.GetValueOrDefault(key);
}
