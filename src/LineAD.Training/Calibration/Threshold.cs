namespace LineAD.Training.Calibration;

/// <summary>A threshold on raw scores and where it comes from.</summary>
/// <param name="Value">Raw score from which parts are rejected.</param>
/// <param name="Method"><c>empirical_quantile</c> or <c>lognormal_tolerance</c>.</param>
/// <param name="Parts">Held-out good parts behind it.</param>
/// <param name="FalseRejects">Its false-reject rate.</param>
public sealed record Threshold(double Value, string Method, int Parts, RateInterval FalseRejects);
