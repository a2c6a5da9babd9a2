using LineAD.Training.Calibration;

namespace LineAD.Training.Reporting;

/// <summary>Rows of the score chart.</summary>
public static class ScoreGroups
{
    /// <summary>Good test parts, then each kind of defect.</summary>
    public static IEnumerable<ScoreGroup> OfTest(TestResult result) =>
        result.Parts.Zip(result.Images).GroupBy(part => part.First.Defect)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ScoreGroup(
                group.Key ?? "good test parts",
                group.Key is null ? ScoreKind.Good : ScoreKind.Defective,
                [.. group.Select(part => part.Second.Score)]));

    /// <summary>Parts that the thresholds come from, and parts learnt from.</summary>
    /// <param name="scores">Raw scores.</param>
    /// <param name="threshold">Raw score that becomes 1.0.</param>
    public static IEnumerable<ScoreGroup> OfCalibration(CalibrationScores scores, double threshold) =>
    [
        new ScoreGroup("held-out good parts", ScoreKind.Calibration, [.. scores.HeldOut.Select(part => part.Score / threshold)]),
        new ScoreGroup("parts learnt from", ScoreKind.Learnt, [.. scores.Learnt.Select(part => part.Score / threshold)]),
    ];
}
