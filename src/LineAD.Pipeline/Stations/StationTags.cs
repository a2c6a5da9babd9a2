using LineAD.Core.Identity;

namespace LineAD.Pipeline.Stations;

/// <summary>A station's metric labels, made once.</summary>
internal sealed class StationTags(StationKey? station)
{
    /// <summary>Messages of no configured station: no label of theirs is ever taken from outside.</summary>
    public static StationTags Unknown { get; } = new(null);

    public KeyValuePair<string, object?> Line { get; } = new("line", station?.Line ?? "unknown");

    public KeyValuePair<string, object?> Station { get; } = new("station", station?.Station ?? "unknown");
}
