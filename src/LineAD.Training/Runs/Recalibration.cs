using LineAD.Models.Bundles;
using LineAD.Training.Data;
using LineAD.Training.Reporting;

namespace LineAD.Training.Runs;

/// <summary>
/// Calibrates an existing bundle anew and publishes the result as its next version; weights stay as they are.
/// </summary>
public sealed class Recalibration(BundleStore store)
{
    /// <summary>
    /// Publishes the next version with thresholds for <paramref name="targetFalseReject"/> and makes it active.
    /// </summary>
    /// <param name="scorer">The bundle.</param>
    /// <param name="heldOut">Good parts that it did not learn from.</param>
    /// <param name="learnt">Good parts that it learnt from, for their spread; may be empty.</param>
    /// <param name="targetFalseReject">Wanted share of good parts rejected.</param>
    public Bundle Publish(
        BundleScorer scorer, IReadOnlyList<HeldOutPart> heldOut, IReadOnlyList<GoodPart> learnt, double targetFalseReject)
    {
        var (bundle, old) = (scorer.Bundle, scorer.Bundle.Manifest);
        var result = scorer.Calibrate(heldOut, learnt, targetFalseReject);
        var scale = old.Calibration.ImageThreshold / result.Image.Value;
        var version = store.Versions(old.Category, old.View)[^1] + 1;
        var manifest = old with
        {
            Version = version,
            Calibration = BundleExporter.Describe(result),
            References = [.. old.References.Select(reference => reference with { Score = reference.Score * scale })],
        };
        var files = old.References.ToDictionary(
            reference => reference.File, reference => File.ReadAllBytes(bundle.PathOf(reference)));
        var weights = File.ReadAllBytes(bundle.WeightsPath);
        var report = File.ReadAllBytes(Path.Combine(bundle.Directory, BundleFiles.Report));
        var content = new BundleContent(manifest, stream => stream.Write(weights), files, report)
        {
            ReportFiles = BundleReportFiles.Of(ModelReport.Of(manifest, null)),
        };
        var published = BundleWriter.Publish(store, content);
        store.WriteActive(old.Category, old.View, new ActiveVersions(version, old.Version));
        return published;
    }
}
