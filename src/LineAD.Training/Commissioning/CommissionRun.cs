using LineAD.Imaging;
using LineAD.Training.Calibration;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using LineAD.Training.Learning;
using LineAD.Training.Reporting;
using LineAD.Training.Runs;

namespace LineAD.Training.Commissioning;

/// <summary>
/// Makes a model of few good parts: trains on all of them, sets the thresholds from cross-validated scores, and says what to
/// expect of them.
/// </summary>
/// <remarks>
/// With 20 parts a hold-out of six would leave 14 to learn from and six to calibrate on; cross-validation uses all 20 for both. The
/// model that is published learnt from a little more than the models that gave the scores, so its own scores of new parts are
/// slightly lower and its thresholds err towards fewer false rejects (CV+, Barber et al. 2021, with a fitted distribution).
/// </remarks>
public sealed class CommissionRun(TrainingOptions options, TrainingTeacher teacher, TimeProvider time)
{
    private const int ShownParts = 12;
    private const int NamedParts = 3;
    private const int MinimumArea = 16;

    /// <summary>Folds of the cross-validation. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Wanted share of good parts rejected. Default 0.01.</summary>
    public double TargetFalseReject { get; init; } = 0.01;

    /// <summary>Called before each training with its number, from 1, and how many there are; may be null.</summary>
    public Action<int, int>? Started { get; init; }

    /// <summary>Runs; the caller disposes of the model.</summary>
    /// <exception cref="Core.Errors.ModelBundleException">A setting cannot work.</exception>
    /// <exception cref="DatasetException">There are too few good parts.</exception>
    public (TrainedModel Model, CommissionFindings Findings) Execute(
        IReadOnlyList<GoodPart> good, CancellationToken cancellationToken)
    {
        var validation = new CrossValidation(options, teacher, time)
        {
            Folds = Folds,
            TargetFalseReject = TargetFalseReject,
            Started = (number, all) => Started?.Invoke(number, all + 1),
        }.Execute(good, cancellationToken);
        var trainings = Math.Min(Folds, good.Count) + ((validation.Growth.Count - 1) * 2) + 1;
        Started?.Invoke(trainings, trainings);
        var model = new TrainingRun(options, teacher, time) { TargetFalseReject = TargetFalseReject }
            .Execute(good, validation.Scores, cancellationToken);
        return (model, Findings(model, validation));
    }

    private CommissionFindings Findings(TrainedModel model, CrossValidationResult validation)
    {
        var threshold = model.Calibration.Image;
        var unlike = validation.Scores.OrderByDescending(score => score.Score)
            .Select(score => (score.Part.Path, Score: score.Score / threshold.Value)).ToList();
        return new CommissionFindings
        {
            Parts = validation.Scores.Count,
            Folds = Math.Min(Folds, validation.Scores.Count),
            Threshold = threshold,
            LeftOutRejects = LeftOut([.. validation.Scores.Select(score => score.Score)]),
            Growth = validation.Growth,
            Estimate = validation.Estimate,
            WithTwiceTheParts = ThresholdCalibrator.Outlook(2 * validation.Scores.Count, TargetFalseReject),
            Unlike = [.. unlike.Take(NamedParts).Select(part => new PartScore(Path.GetFileName(part.Path), "good", part.Score))],
            Gallery = new ReportGallery(
                "Parts it learnt from, most unlike the others first; scores are cross-validated, heatmaps those of the final model",
                [.. unlike.Take(ShownParts).Select(part => Draw(model, part.Path, part.Score))]),
        };
    }

    private RateEstimate LeftOut(IReadOnlyList<double> scores) => RateEstimate.Of(
        scores.Where((score, i) =>
            score >= ThresholdCalibrator.Of([.. scores.Where((_, k) => k != i)], [], TargetFalseReject).Value).Count(),
        scores.Count)!;

    private static ReportPart Draw(TrainedModel model, string path, double score) => PartPictures.Draw(
        Path.GetFileName(path), ImageFiles.LoadRgb(path), model.Score([new TestPart(path, null, null)]).Single(), MinimumArea)
        with
    { Score = score };
}
