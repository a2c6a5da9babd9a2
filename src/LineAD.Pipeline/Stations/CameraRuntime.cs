using LineAD.Core.Configuration;
using LineAD.Pipeline.Recovery;

namespace LineAD.Pipeline.Stations;

/// <summary>
/// A camera of a station, with what intake remembers of it: once for real frames, once for simulated ones.
/// </summary>
internal sealed class CameraRuntime(CameraOptions options, int index, int ordinal)
{
    private readonly CameraMemory _real = new();
    private readonly CameraMemory _simulated = new();

    public string Name { get; } = options.Name;

    public string View { get; } = options.View;

    /// <summary>Place among the station's cameras.</summary>
    public int Index { get; } = index;

    /// <summary>Number unique in this process.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>Number by which it is known across restarts.</summary>
    public ulong Key { get; } = InHandFile.CameraKey(options.Name);

    public CameraMemory Memory(bool simulated) => simulated ? _simulated : _real;
}
