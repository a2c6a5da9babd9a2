using LineAD.Training.Calibration;

namespace LineAD.Training.Commissioning;

/// <summary>What models said of parts that they had not learnt from.</summary>
/// <param name="Scores">One score a part, by a model that learnt from all folds but the part's own.</param>
/// <param name="Growth">Scores by number of parts learnt from, ascending; the last is that of <paramref name="Scores"/>.</param>
/// <param name="Estimate">What more parts did.</param>
public sealed record CrossValidationResult(
    IReadOnlyList<HeldOutScore> Scores, IReadOnlyList<GrowthPoint> Growth, GrowthEstimate Estimate);
