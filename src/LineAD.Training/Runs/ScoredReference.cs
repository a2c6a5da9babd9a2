using LineAD.Imaging;
using LineAD.Models.Bundles;
using LineAD.Models.Scoring;
using LineAD.Training.Evaluation;
using LineAD.Training.Reporting;

namespace LineAD.Training.Runs;

/// <summary>An image of a bundle's self-test with what the model says of it.</summary>
/// <param name="Entry">What the manifest says of it.</param>
/// <param name="Png">Its file.</param>
/// <param name="Image">Its pixels at input size.</param>
/// <param name="RawMap">Its map before normalisation.</param>
internal sealed record ScoredReference(BundleReference Entry, byte[] Png, RgbImage Image, float[] RawMap)
{
    public ReportPart Draw(ScoreRule rule, int minimumArea) => PartPictures.Draw(
        Path.GetFileName(Entry.File),
        Image,
        new ScoredImage(
            Entry.File, Entry.Kind == "bad", Entry.Score, Image.Width,
            Array.ConvertAll(RawMap, value => (float)(value / rule.PixelThreshold)), []),
        minimumArea);
}
