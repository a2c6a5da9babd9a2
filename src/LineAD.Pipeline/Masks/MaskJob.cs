using LineAD.Core.Wire;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Masks;

/// <summary>A decided view whose mask is to be drawn. Owns the map.</summary>
internal sealed class MaskJob(
    Decision decision, StationRuntime station, CameraRuntime camera, ViewEvidence evidence, ViewMap map) : IDisposable
{
    public Decision Decision { get; } = decision;

    public StationRuntime Station { get; } = station;

    public CameraRuntime Camera { get; } = camera;

    public ViewEvidence Evidence { get; } = evidence;

    public ViewMap Map { get; } = map;

    public void Dispose() => Map.Dispose();
}
