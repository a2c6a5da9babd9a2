using LineAD.Training.Calibration;
using LineAD.Training.Data;
using LineAD.Training.Learning;
using LineAD.Training.Runs;

namespace LineAD.Training.Commissioning;

/// <summary>
/// Trains on parts of the parts and scores the others: k folds, in which every part is left out once, and groups of a half and a
/// quarter, for the learning curve over the number of parts.
/// </summary>
public sealed class CrossValidation(TrainingOptions options, TrainingTeacher teacher, TimeProvider time)
{
    private const int GroupsOfASize = 2;
    private const int FewestInAGroup = 4;

    /// <summary>Folds, 2 to the number of parts. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Wanted share of good parts rejected. Default 0.01.</summary>
    public double TargetFalseReject { get; init; } = 0.01;

    /// <summary>Called before each training with its number, from 1, and how many there are; may be null.</summary>
    public Action<int, int>? Started { get; init; }

    /// <summary>Runs all trainings.</summary>
    /// <exception cref="Core.Errors.ModelBundleException">A setting cannot work.</exception>
    /// <exception cref="DatasetException">There are too few good parts.</exception>
    public CrossValidationResult Execute(IReadOnlyList<GoodPart> good, CancellationToken cancellationToken)
    {
        var folds = GoodPartSplit.Folds(good, Math.Min(Folds, good.Count), options.Seed);
        var groups = Sizes(good.Count).Select(size => (Parts: size, Splits: Groups(good, size))).ToList();
        var all = folds.Count + groups.Sum(group => group.Splits.Count);
        var number = 0;
        List<HeldOutScore> Score(GoodPartSplit split)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Started?.Invoke(++number, all);
            return [.. new TrainingRun(options, teacher, time).ScoreHeldOut(split, cancellationToken)];
        }

        var scores = folds.SelectMany(Score).ToList();
        var growth = groups.Select(group => (group.Parts, Scores: Means(group.Splits.SelectMany(Score)))).ToList();
        growth.Add((folds.Min(split => split.Training.Count), Means(scores)));
        var (half, full) = (growth[^2], growth[^1]);
        return new CrossValidationResult(
            scores,
            [.. growth.Select(point => Point(point.Parts, point.Scores))],
            GrowthEstimate.Of(half.Parts, half.Scores, full.Parts, full.Scores));
    }

    private static IEnumerable<int> Sizes(int parts) =>
        new[] { parts / 4, parts / 2 }.Where(size => size >= FewestInAGroup);

    private List<GoodPartSplit> Groups(IReadOnlyList<GoodPart> good, int size) =>
        [.. Enumerable.Range(0, GroupsOfASize).Select(place => GoodPartSplit.Group(good, size, place, options.Seed))];

    private static Dictionary<string, double> Means(IEnumerable<HeldOutScore> scores) => scores
        .GroupBy(score => score.Part.Path)
        .ToDictionary(group => group.Key, group => Math.Exp(group.Average(score => Math.Log(score.Score))));

    private GrowthPoint Point(int parts, Dictionary<string, double> scores) => new(
        parts,
        scores.Count,
        Math.Exp(scores.Values.Average(Math.Log)),
        ThresholdCalibrator.Of(scores.Values, [], TargetFalseReject).Value);
}
