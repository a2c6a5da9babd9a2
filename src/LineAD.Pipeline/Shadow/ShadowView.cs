using LineAD.Core.Scoring;
using LineAD.Pipeline.Batching;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Shadow;

/// <summary>A view that the serving model has scored, kept for the shadow. Owns its image.</summary>
internal sealed class ShadowView(ReadyView view, ScoreItem scored) : IDisposable
{
    public Part Part { get; } = view.Part;

    public CameraRuntime Camera { get; } = view.Camera;

    public DecodedImage Image { get; } = view.TakeImage();

    /// <summary>What the serving model said.</summary>
    public double Score { get; } = scored.Score;

    /// <summary>Which version said so.</summary>
    public int Version { get; } = scored.Lease.Info.Version;

    public void Dispose() => Image.Dispose();
}
