using System.Globalization;
using System.Text.Json;
using LineAD.Core.Scoring;
using LineAD.Imaging;
using LineAD.Models.Bundles;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Training.Calibration;
using LineAD.Training.Commissioning;
using LineAD.Training.Learning;
using LineAD.Training.Reporting;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>
/// Turns a trained model into a bundle: weights, manifest, reference images with their scores, report.
/// </summary>
public sealed class BundleExporter(BundleStore store, TimeProvider time)
{
    private const int ReferencesOfAKind = 4;

    // Scores of the self-test in bf16 against those in fp32 written here; relative to the threshold.
    private const double Tolerance = 0.05;

    private const int MinimumArea = 16;

    /// <summary>Publishes the model and makes it the active version of its category and view.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">What to call it.</param>
    /// <param name="test">Results on test parts, for the report alone; null for none.</param>
    /// <param name="commissioning">What commissioning found, for the report; null for other trainings.</param>
    /// <exception cref="Core.Errors.ModelBundleException">A name or number breaks a rule, or the version
    /// exists.</exception>
    public Bundle Export(
        TrainedModel model, BundleTarget target, TestResult? test = null, CommissionFindings? commissioning = null)
    {
        var references = References(model);
        var version = target.Version ?? NextVersion(target);
        var manifest = Manifest(model, target, version, references);
        var report = ModelReport.Of(model, manifest, Examples(model, references), test) with { Commissioning = commissioning };
        var content = new BundleContent(
            manifest,
            stream => model.Student.Save(stream),
            references.ToDictionary(reference => reference.Entry.File, reference => reference.Png),
            Report(model, test, commissioning))
        {
            ReportFiles = BundleReportFiles.Of(report),
        };
        var bundle = BundleWriter.Publish(store, content);
        var previous = store.ReadActive(target.Category, target.View)?.Current;
        store.WriteActive(target.Category, target.View, new ActiveVersions(version, previous));
        return bundle;
    }

    internal static BundleCalibration Describe(CalibrationResult calibration) => new()
    {
        ImageThreshold = calibration.Image.Value,
        PixelThreshold = calibration.PixelThreshold,
        Method = calibration.Image.Method,
        HeldOut = calibration.Image.Parts,
        TargetFalseReject = calibration.TargetFalseReject,
        ExpectedFalseReject = calibration.Image.FalseRejects.Expected,
        ExpectedFalseRejectLow = calibration.Image.FalseRejects.Lower,
        ExpectedFalseRejectHigh = calibration.Image.FalseRejects.Upper,
    };

    internal static BundleInput Describe(InputSpec input, TrainingTeacher teacher) => new()
    {
        Width = input.Width,
        Height = input.Height,
        ColourOrder = "rgb",
        Mean = teacher.Spec.Preprocessing.Mean,
        Deviation = teacher.Spec.Preprocessing.Deviation,
        ResizeDown = "area",
        ResizeUp = "linear",
    };

    private static List<ScoredReference> References(TrainedModel model)
    {
        var good = model.Split.HeldOut.Select(part => part.Path).Concat(model.Split.Training.Select(part => part.Path))
            .Take(ReferencesOfAKind).Select(path => ImageFiles.LoadRgb(path, model.Options.Input)).ToList();
        var random = new Random(model.Options.Seed);
        var bad = good.Select(image => SyntheticDefect.Paint(image, random)).ToList();
        using var features = new TeacherFeatures(
            model.Teacher.Spec, model.Teacher.Network, [.. good, .. bad], torch.float32, long.MaxValue);
        var scores = new RawScorer(model.Student, model.Options.Input, model.Rule).Score(features).ToList();
        return [.. good.Concat(bad).Select((image, i) => new ScoredReference(
            new BundleReference
            {
                File = $"{BundleFiles.ReferenceFolder}/{(i < good.Count ? "good" : "bad")}-{(i % good.Count) + 1}.png",
                Kind = i < good.Count ? "good" : "bad",
                Score = scores[i].Score / model.Rule.ImageThreshold,
            },
            ImageFiles.EncodePng(image),
            image,
            scores[i].Map))];
    }

    private static ReportGallery Examples(TrainedModel model, List<ScoredReference> references) => new(
        "Examples: good parts, and the same with a painted defect for the self-test",
        [.. references.Select(reference => reference.Draw(model.Rule, MinimumArea))]);

    private int NextVersion(BundleTarget target) =>
        store.Versions(target.Category, target.View) is [.., var last] ? last + 1 : 1;

    private static byte[] Report(
        TrainedModel model, TestResult? test, CommissionFindings? commissioning) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            model.Calibration,
            model.Sensitivity,
            model.TrainingSeconds,
            TrainingParts = model.Split.Training.Count,
            HeldOutParts = model.Split.HeldOut.Select(part => Path.GetFileName(part.Path)),
            model.Options,
            TrainingRecipes.Get(model.Options.Architecture).Method,
            LearningCurve = model.Curve.Select(point => new
            {
                point.Step,
                point.Loss,
                HeldOutLoss = double.IsFinite(point.HeldOutLoss) ? point.HeldOutLoss : (double?)null,
            }),
            Commissioning = commissioning,
            Test = test is null ? null : new { test.Evaluation.Metrics, Parts = test.Scores },
        },
        ReportJson.Options);

    private BundleManifest Manifest(
        TrainedModel model,
        BundleTarget target,
        int version,
        List<ScoredReference> references) => new()
        {
            Format = BundleManifest.CurrentFormat,
            Category = target.Category,
            View = target.View,
            Version = version,
            Architecture = model.Options.Architecture,
            Without = model.Options.Without,
            Teacher = new BundleTeacher { Id = model.Teacher.Spec.Id, Sha256 = ContentHash.Of(model.Teacher.Network) },
            Input = Describe(model.Options.Input, model.Teacher),
            Map = new BundleMap
            {
                AlignCorners = false,
                BlurSigma = model.Rule.BlurSigma,
                TopPixels = model.Rule.TopPixels,
                Scales = model.Rule.Scales.Count == 0 ? null : model.Rule.Scales,
                Join = model.Rule.Join == MapJoin.Largest ? BundleMap.Largest : null,
                MinimumArea = MinimumArea,
            },
            Precision = "auto",
            Calibration = Describe(model.Calibration),
            References = [.. references.Select(reference => reference.Entry)],
            ReferenceTolerance = Tolerance,
            Provenance = new Dictionary<string, string>
            {
                ["trained"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["trainingSeconds"] = model.TrainingSeconds.ToString("0.0", CultureInfo.InvariantCulture),
                ["trainingParts"] = model.Split.Training.Count.ToString(CultureInfo.InvariantCulture),
                ["options"] = model.Options.ToString(),
            },
        };
}
