using LineAD.Training.Data;

namespace LineAD.Training.Calibration;

/// <summary>
/// What a model said of a held-out good part. Needs a <see cref="HeldOutPart"/>, so test images cannot get in.
/// </summary>
/// <param name="Part">The part.</param>
/// <param name="Score">Raw image score, not yet normalised; positive.</param>
/// <param name="PixelQuantile">The <see cref="ThresholdCalibrator.PixelQuantile"/> quantile of its raw map.</param>
public sealed record HeldOutScore(HeldOutPart Part, double Score, double PixelQuantile);
