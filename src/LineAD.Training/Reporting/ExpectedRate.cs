using LineAD.Models.Bundles;
using LineAD.Training.Calibration;

namespace LineAD.Training.Reporting;

/// <summary>The false-reject rate that a calibration promises.</summary>
/// <param name="Rate">Expected share of good parts rejected, 0 to 1.</param>
/// <param name="Lower">2.5 % quantile.</param>
/// <param name="Upper">97.5 % quantile.</param>
/// <param name="Parts">Held-out good parts behind it.</param>
public sealed record ExpectedRate(double Rate, double Lower, double Upper, int Parts)
{
    /// <summary>The rate in a bundle.</summary>
    public static ExpectedRate Of(BundleCalibration c) =>
        new(c.ExpectedFalseReject, c.ExpectedFalseRejectLow, c.ExpectedFalseRejectHigh, c.HeldOut);

    /// <summary>The rate of a threshold.</summary>
    public static ExpectedRate Of(Threshold threshold) => new(
        threshold.FalseRejects.Expected, threshold.FalseRejects.Lower, threshold.FalseRejects.Upper, threshold.Parts);
}
