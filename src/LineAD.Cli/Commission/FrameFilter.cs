using LineAD.Core.Identity;

namespace LineAD.Cli.Commission;

/// <summary>Picks the frames wanted and counts the others by camera, so that a wrong name shows. For any thread.</summary>
internal sealed class FrameFilter(CaptureScope scope)
{
    private const int MostCameras = 5;
    private const string Rest = "other cameras";
    private const string Unusable = "cameras with unusable names";
    private readonly SortedDictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Whether it is wanted; if not it is counted.</summary>
    public bool Takes(StationKey station, string camera)
    {
        if (!Names.IsName(camera) || !Names.IsName(station.Line) || !Names.IsName(station.Station))
        {
            return Skip(Unusable);
        }

        return (station == scope.Station && scope.Cameras?.Contains(camera) != false) || Skip($"{station}/{camera}");
    }

    /// <summary>The others, in words: <c>12 of line1/weld/cam0</c>; empty when there were none.</summary>
    public string Others
    {
        get
        {
            lock (_gate)
            {
                return string.Join(", ", _others.Select(o => $"{o.Value} of {o.Key}"));
            }
        }
    }

    private bool Skip(string camera)
    {
        lock (_gate)
        {
            var name = _others.ContainsKey(camera) || _others.Count < MostCameras ? camera : Rest;
            _others[name] = _others.GetValueOrDefault(name) + 1;
        }

        return false;
    }
}
