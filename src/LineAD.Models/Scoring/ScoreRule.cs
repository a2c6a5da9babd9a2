namespace LineAD.Models.Scoring;

/// <summary>
/// How discrepancy maps become scores; part of a bundle, chosen by calibration on held-out good parts.
/// </summary>
public sealed record ScoreRule
{
    /// <summary>Deviation of the Gaussian blur, pixels of the input size; 0 for none. Default 4.</summary>
    public double BlurSigma { get; init; } = 4;

    /// <summary>
    /// Image score: 1 for the maximum of the map, more for the mean of that many largest pixels. Default 1.
    /// </summary>
    public int TopPixels { get; init; } = 1;

    /// <summary>Scales of the kinds of maps; empty to sum all maps as they are. Default empty.</summary>
    public IReadOnlyList<MapScale> Scales { get; init; } = [];

    /// <summary>How scaled kinds become one map. Default their mean.</summary>
    public MapJoin Join { get; init; } = MapJoin.Mean;

    /// <summary>Raw image score that becomes 1.0. Above 0.</summary>
    public double ImageThreshold { get; init; } = 1;

    /// <summary>Raw map value that becomes 1.0. Above 0.</summary>
    public double PixelThreshold { get; init; } = 1;
}
