namespace LineAD.Training.Calibration;

/// <summary>
/// Sets thresholds from held-out good parts alone (law 8): the empirical quantile where there are enough parts, below
/// that an upper tolerance bound of a fitted distribution.
/// </summary>
public static class ThresholdCalibrator
{
    /// <summary>Parts from which on the empirical quantile is used.</summary>
    public const int PartsForQuantile = 100;

    /// <summary>
    /// Share of a good part's pixels that may lie above the pixel threshold before the image threshold is near.
    /// </summary>
    public const double PixelQuantile = 0.995;

    /// <summary>Calibrates image and pixel threshold.</summary>
    /// <param name="heldOut">What the model says of the held-out parts.</param>
    /// <param name="learnt">What it says of parts that it learnt from; may be empty. Used for their spread only.</param>
    /// <param name="targetFalseReject">Wanted share of good parts rejected, above 0 and below 0.5.</param>
    /// <exception cref="ArgumentException">
    /// Too few parts, a score is not finite and positive, or the target is out of range.
    /// </exception>
    public static CalibrationResult Calibrate(
        IReadOnlyCollection<HeldOutScore> heldOut, IReadOnlyCollection<LearntScore> learnt, double targetFalseReject)
    {
        if (targetFalseReject is not (> 0 and < 0.5))
        {
            throw new ArgumentException(
                $"targetFalseReject is {targetFalseReject}; give a share above 0 and below 0.5, usually 0.01.",
                nameof(targetFalseReject));
        }

        if (heldOut.FirstOrDefault(part => !double.IsFinite(part.Score) || part.Score <= 0) is { } broken)
        {
            throw new ArgumentException(
                $"the raw score of '{broken.Part.Path}' is {broken.Score}; it must be finite and positive: train again.",
                nameof(heldOut));
        }

        var image = Of([.. heldOut.Select(part => part.Score)], [.. learnt.Select(part => part.Score)], targetFalseReject);
        var pixel = Of(
            [.. heldOut.Select(part => Math.Max(part.PixelQuantile, double.Epsilon))],
            [.. learnt.Select(part => part.PixelQuantile)],
            targetFalseReject);
        return new CalibrationResult(targetFalseReject, image, Math.Min(pixel.Value, image.Value));
    }

    /// <summary>The interval of the false-reject rate that a number of held-out parts gives, whatever their scores.</summary>
    /// <param name="parts">Held-out good parts, at least three.</param>
    /// <param name="targetFalseReject">Wanted share of good parts rejected.</param>
    public static RateInterval Outlook(int parts, double targetFalseReject) => IsEmpirical(parts, targetFalseReject)
        ? EmpiricalThreshold.Outlook(parts, targetFalseReject)
        : ToleranceThreshold.Outlook(parts, targetFalseReject);

    internal static Threshold Of(IReadOnlyCollection<double> heldOut, IReadOnlyCollection<double> learnt, double rate) =>
        IsEmpirical(heldOut.Count, rate)
            ? EmpiricalThreshold.Of(heldOut, rate)
            : ToleranceThreshold.Of(heldOut, learnt, rate);

    private static bool IsEmpirical(int parts, double rate) => parts >= PartsForQuantile && (parts + 1) * rate >= 1;
}
