using LineAD.Core.Scoring;

namespace LineAD.Pipeline.Parts;

/// <summary>A score map and what its mask needs to know. Owns the map.</summary>
internal sealed class ViewMap(ScoreMap map, int frameWidth, int frameHeight, int minimumArea) : IDisposable
{
    public ScoreMap Map { get; } = map;

    public int FrameWidth { get; } = frameWidth;

    public int FrameHeight { get; } = frameHeight;

    public int MinimumArea { get; } = minimumArea;

    public void Dispose() => Map.Dispose();
}
