using System.Globalization;
using LineAD.Models.Bundles;
using LineAD.Training.Learning;
using LineAD.Training.Runs;

namespace LineAD.Training.Reporting;

/// <summary>Gathers what the report of a model shows.</summary>
public static class ModelReport
{
    /// <summary>The report of a model that was just trained.</summary>
    /// <param name="model">The model.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="examples">Parts to show where there are no test parts, with their pictures.</param>
    /// <param name="test">Test parts, scored after everything was fixed; null for none.</param>
    public static ReportContent Of(
        TrainedModel model, BundleManifest manifest, ReportGallery examples, TestResult? test)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(manifest, test) with
        {
            Scores = [.. Scores(test), .. ScoreGroups.OfCalibration(model.Scores, model.Calibration.Image.Value)],
            Galleries = [.. Galleries(manifest, test), examples],
            Curve = model.Curve,
            Facts = [.. Facts(manifest, model.Sensitivity)],
        };
    }

    /// <summary>The report of a bundle on test parts.</summary>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="test">Test parts with their scores; null for none.</param>
    public static ReportContent Of(BundleManifest manifest, TestResult? test)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new ReportContent
        {
            Title = $"{manifest.Category} · {manifest.View} · version {manifest.Version}",
            Subtitle = $"{manifest.Architecture}{(manifest.Without is null ? "" : $" without {manifest.Without}")} on {manifest.Teacher.Id}, {manifest.Input.Width} × {manifest.Input.Height} pixels"
                + (manifest.Provenance.TryGetValue("trained", out var trained) ? $", trained {trained}" : string.Empty),
            Evaluation = test?.Evaluation,
            Expected = ExpectedRate.Of(manifest.Calibration),
            Scores = [.. Scores(test)],
            Galleries = [.. Galleries(manifest, test)],
            Method = TrainingRecipes.Get(manifest.Architecture).Method,
            Facts = [.. Facts(manifest)],
        };
    }

    private static IEnumerable<ScoreGroup> Scores(TestResult? test) => test is null ? [] : ScoreGroups.OfTest(test);

    private static IEnumerable<ReportGallery> Galleries(BundleManifest manifest, TestResult? test) =>
        test is null ? [] : PartPictures.Choose(test, manifest.Map.MinimumArea);

    private static IEnumerable<ReportFact> Facts(BundleManifest manifest, SensitivityCheck sensitivity) =>
        Facts(manifest).Prepend(new("Drawn defects found", Texts.Count(sensitivity.Found), string.Join(" ", sensitivity.Sentences())));

    private static IEnumerable<ReportFact> Facts(BundleManifest manifest)
    {
        var c = manifest.Calibration;
        yield return new("Threshold", $"{Texts.Number(c.ImageThreshold)} raw", $"set by {c.Method} on {c.HeldOut} held-out good parts for {Texts.Percent(c.TargetFalseReject)} false rejects");
        yield return new("Pixel threshold", $"{Texts.Number(c.PixelThreshold)} raw", "map value from which a pixel belongs to the mask");
        yield return new("Map", Blur(manifest), $"regions below {manifest.Map.MinimumArea} pixels are dropped from masks");
        yield return new("Teacher", manifest.Teacher.Id, $"content hash {manifest.Teacher.Sha256[..12]}…");
        foreach (var (name, value) in manifest.Provenance)
        {
            yield return name == "options" ? new("Options", "", value) : new(name, value);
        }
    }

    private static string Blur(BundleManifest manifest) => string.Create(
        CultureInfo.InvariantCulture,
        $"blur {manifest.Map.BlurSigma:0.#} px, {(manifest.Map.TopPixels == 1 ? "maximum" : $"mean of {manifest.Map.TopPixels} largest")}");
}
