namespace LineAD.Training.Evaluation;

/// <summary>
/// What a line asks: how many defects escape when no good part may be rejected, and how many good parts are lost when
/// no defect may escape. A part is rejected when its score reaches the threshold.
/// </summary>
/// <remarks>
/// Both thresholds are read off the test parts themselves, so these are figures of merit, not a promise for the line.
/// The intervals are Clopper-Pearson ones at that threshold; they hold the threshold fixed and cover the count's chance
/// only.
/// </remarks>
internal static class GateMetrics
{
    /// <summary>Share of defects at or below the highest good score.</summary>
    public static RateEstimate? EscapesAtZeroFalseRejects(
        IReadOnlyCollection<double> good, IReadOnlyCollection<double> defective) =>
        good.Count == 0 ? null : RateEstimate.Of(defective.Count(score => score <= good.Max()), defective.Count);

    /// <summary>Share of good parts at or above the lowest score of a defect.</summary>
    public static RateEstimate? FalseRejectsAtZeroEscapes(
        IReadOnlyCollection<double> good, IReadOnlyCollection<double> defective) =>
        defective.Count == 0 ? null : RateEstimate.Of(good.Count(score => score >= defective.Min()), good.Count);
}
