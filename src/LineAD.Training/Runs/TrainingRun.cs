using LineAD.Core.Errors;
using LineAD.Imaging;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Training.Calibration;
using LineAD.Training.Data;
using LineAD.Training.Learning;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>
/// Good parts in, calibrated model out. Takes no test part, so nothing of it can depend on test data.
/// </summary>
public sealed class TrainingRun(TrainingOptions options, TrainingTeacher teacher, TimeProvider time)
{
    private const long CacheBytes = 2L << 30;
    private const double Quantile = ThresholdCalibrator.PixelQuantile;
    private const int LearntParts = 100;
    private const int ScoredAtOnce = 8;

    /// <summary>Called after each report; may be null.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Checkpoint file; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Wanted share of good parts rejected. Default 0.01.</summary>
    public double TargetFalseReject { get; init; } = 0.01;

    /// <summary>Splits, trains, calibrates; the caller disposes of the result.</summary>
    /// <exception cref="ModelBundleException">A setting cannot work; the message names it, its value and a
    /// remedy.</exception>
    /// <exception cref="DatasetException">There are too few good parts.</exception>
    public TrainedModel Execute(IReadOnlyList<GoodPart> good, CancellationToken cancellationToken)
    {
        var split = GoodPartSplit.Draw(good, options.Seed);
        var fit = Fit(split, cancellationToken);
        var rule = RawRule(fit.Student, [.. split.HeldOut.Select(part => part.Path)]);
        var learnt = split.HeldOut.Count < ThresholdCalibrator.PartsForQuantile
            ? Learnt(fit.Student, rule, split)
            : [];
        return Calibrated(fit, rule, split, new CalibrationScores(HeldOut(fit.Student, rule, split), learnt));
    }

    /// <summary>
    /// Trains on all parts and sets the thresholds from cross-validated scores; the caller disposes of the result.
    /// </summary>
    /// <param name="good">All good parts.</param>
    /// <param name="crossScores">What models that had not learnt from them said of the parts.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="ModelBundleException">A setting cannot work.</exception>
    /// <exception cref="DatasetException">There are too few good parts.</exception>
    public TrainedModel Execute(
        IReadOnlyList<GoodPart> good, IReadOnlyList<HeldOutScore> crossScores, CancellationToken cancellationToken)
    {
        var split = GoodPartSplit.Whole(good, options.Seed);
        var fit = Fit(split, cancellationToken);
        return Calibrated(fit, LearntRule(fit.Student, split), split, new CalibrationScores(crossScores, []));
    }

    /// <summary>Trains on a split and scores what it held out; the model is thrown away. For cross-validation.</summary>
    /// <exception cref="ModelBundleException">A setting cannot work.</exception>
    public IReadOnlyList<HeldOutScore> ScoreHeldOut(GoodPartSplit split, CancellationToken cancellationToken)
    {
        using var student = Fit(split, cancellationToken).Student;
        return HeldOut(student, LearntRule(student, split), split);
    }

    private (Student Student, IReadOnlyList<TrainingPoint> Curve, double Seconds) Fit(
        GoodPartSplit split, CancellationToken cancellationToken)
    {
        if (options.FirstProblem() is { } problem)
        {
            throw new ModelBundleException(problem);
        }

        var type = options.Bf16 ? torch.bfloat16 : torch.float32;
        using var training = Features(Augmented([.. split.Training.Select(part => part.Path)]), type);
        using var heldOut = split.HeldOut.Count == 0
            ? null
            : Features([.. split.HeldOut.Select(part => Load(part.Path))], type);
        var trainer = new Trainer(options, teacher.Spec, time) { Progress = Progress, CheckpointPath = CheckpointPath };
        var student = trainer.Train(training, heldOut, cancellationToken);
        return (student, trainer.Curve, trainer.Seconds);
    }

    private TrainedModel Calibrated(
        (Student Student, IReadOnlyList<TrainingPoint> Curve, double Seconds) fit,
        ScoreRule rule,
        GoodPartSplit split,
        CalibrationScores scores) => new(fit.Student, options, teacher, split)
        {
            RawRule = rule,
            Scores = scores,
            Calibration = ThresholdCalibrator.Calibrate(scores.HeldOut, scores.Learnt, TargetFalseReject),
            Curve = fit.Curve,
            TrainingSeconds = fit.Seconds,
        };

    private List<HeldOutScore> HeldOut(Student student, ScoreRule rule, GoodPartSplit split) =>
        [.. Score(student, rule, [.. split.HeldOut.Select(part => part.Path)]).Zip(
            split.HeldOut, (raw, part) => new HeldOutScore(part, raw.Score, raw.Quantile(Quantile)))];

    private List<LearntScore> Learnt(Student student, ScoreRule rule, GoodPartSplit split)
    {
        var sample = split.Training.Take(LearntParts).ToList();
        return [.. Score(student, rule, [.. sample.Select(part => part.Path)]).Zip(
            sample, (raw, part) => new LearntScore(part, raw.Score, raw.Quantile(Quantile)))];
    }

    // In cross-validation all models, the final one too, take their scales from parts they learnt from: no part is held out
    // from the final one, and scores are comparable only on scales of one kind.
    private ScoreRule LearntRule(Student student, GoodPartSplit split) =>
        RawRule(student, [.. split.Training.Take(LearntParts).Select(part => part.Path)]);

    private ScoreRule RawRule(Student student, IReadOnlyList<string> good)
    {
        var rule = TrainingRecipes.Get(options.Architecture).Rule(options.Input);
        var fitter = new MapScaleFitter(student, options.Input, rule.BlurSigma);
        return rule with { Scales = fitter.Fit(Chunks(good)) };
    }

    private IEnumerable<TeacherFeatures> Chunks(IReadOnlyList<string> paths) =>
        paths.Chunk(ScoredAtOnce).Select(chunk => Features([.. chunk.Select(Load)], torch.float32));

    private IEnumerable<RawScore> Score(Student student, ScoreRule rule, IReadOnlyList<string> paths)
    {
        var scorer = new RawScorer(student, options.Input, rule);
        foreach (var features in Chunks(paths))
        {
            using var owned = features;
            foreach (var raw in scorer.Score(features))
            {
                yield return raw;
            }
        }
    }

    private TeacherFeatures Features(IReadOnlyList<RgbImage> images, torch.ScalarType type) =>
        new(teacher.Spec, teacher.Network, images, type, CacheBytes);

    private List<RgbImage> Augmented(IReadOnlyList<string> paths)
    {
        var random = new Random(options.Seed);
        var images = new List<RgbImage>(paths.Count * options.Augmentation.Copies);
        foreach (var image in paths.Select(Load))
        {
            images.Add(image);
            images.AddRange(Enumerable.Range(1, options.Augmentation.Copies - 1)
                .Select(_ => Augmenter.Apply(image, options.Augmentation, random)));
        }

        return images;
    }

    private RgbImage Load(string path) => ImageFiles.LoadRgb(path, options.Input);
}
