namespace LineAD.Training.Calibration;

/// <summary>What is known of the false-reject rate at a calibrated threshold: its mean and 95 % interval.</summary>
/// <param name="Expected">Mean over all calibrations that could have been drawn.</param>
/// <param name="Lower">2.5 % quantile.</param>
/// <param name="Upper">97.5 % quantile.</param>
public sealed record RateInterval(double Expected, double Lower, double Upper);
