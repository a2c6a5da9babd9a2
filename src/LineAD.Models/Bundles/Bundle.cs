using LineAD.Core.Scoring;
using LineAD.Models.Scoring;

namespace LineAD.Models.Bundles;

/// <summary>A verified bundle on disk.</summary>
/// <param name="Directory">Its folder.</param>
/// <param name="Manifest">Its manifest.</param>
/// <param name="WeightsSha256">SHA-256 of the weights file, hex.</param>
public sealed record Bundle(string Directory, BundleManifest Manifest, string WeightsSha256)
{
    /// <summary>The weights file.</summary>
    public string WeightsPath => Path.Combine(Directory, BundleFiles.Weights);

    /// <summary>The score rule.</summary>
    public ScoreRule Rule => new()
    {
        BlurSigma = Manifest.Map.BlurSigma,
        TopPixels = Manifest.Map.TopPixels,
        Scales = Manifest.Map.Scales ?? [],
        Join = Manifest.Map.Join == BundleMap.Largest ? MapJoin.Largest : MapJoin.Mean,
        ImageThreshold = Manifest.Calibration.ImageThreshold,
        PixelThreshold = Manifest.Calibration.PixelThreshold,
    };

    /// <summary>Input size.</summary>
    public InputSpec Input => new(Manifest.Input.Width, Manifest.Input.Height);

    /// <summary>Path of a reference image.</summary>
    public string PathOf(BundleReference reference) => Path.Combine(Directory, reference.File);
}
