using LineAD.Training.Calibration;
using LineAD.Training.Evaluation;

namespace LineAD.Training.Runs;

/// <summary>
/// A second threshold for a model whose first one a single good part has pushed up: the threshold without that part. The first
/// stays, so nothing is rejected that was not; what lies between goes to a person.
/// </summary>
/// <param name="From">For <c>stations[].reviewFrom</c>: share of the threshold, above 0 and below 1, three digits.</param>
/// <param name="Found">Drawn defects that would be reviewed or rejected.</param>
public sealed record ReviewAdvice(double From, RateEstimate Found)
{
    // Three scores are the least that a bound is computed from.
    private const int LeastParts = 4;

    /// <summary>The advice, or null where there are too few parts, or leaving the highest one out changes nothing.</summary>
    /// <param name="scores">What the thresholds came from.</param>
    /// <param name="calibration">The thresholds.</param>
    /// <param name="drawn">Raw scores of drawn defects; at least one.</param>
    public static ReviewAdvice? Of(CalibrationScores scores, CalibrationResult calibration, IReadOnlyCollection<double> drawn)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(calibration);
        if (scores.HeldOut.Count < LeastParts)
        {
            return null;
        }

        var others = scores.HeldOut.Select(part => part.Score).Order().SkipLast(1).ToList();
        var bound = ThresholdCalibrator.Of(others, [.. scores.Learnt.Select(part => part.Score)], calibration.TargetFalseReject).Value;
        var from = Math.Round(bound / calibration.Image.Value, 3);
        return from is > 0 and < 1
            ? new ReviewAdvice(from, RateEstimate.Of(drawn.Count(score => score >= from * calibration.Image.Value), drawn.Count)!)
            : null;
    }
}
