using LineAD.Training.Data;

namespace LineAD.Training.Calibration;

/// <summary>
/// What a model says of a part that it learnt from. Tells how far good parts spread, never where they lie: on parts that were
/// learnt from a model scores too low.
/// </summary>
/// <param name="Part">The part.</param>
/// <param name="Score">Raw image score, not yet normalised.</param>
/// <param name="PixelQuantile">
/// The <see cref="ThresholdCalibrator.PixelQuantile"/> quantile of its raw map.
/// </param>
public sealed record LearntScore(GoodPart Part, double Score, double PixelQuantile);
