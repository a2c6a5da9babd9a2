namespace LineAD.Training.Calibration;

/// <summary>
/// Thresholds on raw scores; dividing by them normalises, so that the decision threshold becomes 1.0.
/// </summary>
/// <param name="TargetFalseReject">Wanted share of good parts rejected.</param>
/// <param name="Image">Threshold of the image score.</param>
/// <param name="PixelThreshold">
/// Raw map value from which a pixel belongs to the mask; never above the image threshold, so that a rejected part whose
/// score is its map's maximum has a mask.
/// </param>
public sealed record CalibrationResult(double TargetFalseReject, Threshold Image, double PixelThreshold);
