using MathNet.Numerics.Distributions;

namespace LineAD.Training.Calibration;

/// <summary>
/// The order statistic x(k), k = ⌈(n + 1)(1 − rate)⌉: without any assumption on the distribution, a new good part
/// exceeds it with probability (n + 1 − k)/(n + 1) ≤ rate (split conformal prediction; Vovk et al. 2005). The rate of
/// one calibration follows Beta(n + 1 − k, k).
/// </summary>
internal static class EmpiricalThreshold
{
    public const string Method = "empirical_quantile";

    // The part at the order statistic itself is not rejected, ties with it neither.
    private const double JustAbove = 1 + 1e-6;

    public static Threshold Of(IReadOnlyCollection<double> scores, double rate)
    {
        var (n, k) = (scores.Count, (int)Math.Ceiling(((scores.Count + 1) * (1 - rate)) - 1e-9));
        if (k > n)
        {
            throw new ArgumentException(
                $"{n} parts cannot show a rate of {rate}; use the tolerance bound.", nameof(scores));
        }

        var above = n + 1 - k;
        var interval = new RateInterval(
            (double)above / (n + 1), Beta.InvCDF(above, k, 0.025), Beta.InvCDF(above, k, 0.975));
        return new Threshold(scores.Order().ElementAt(k - 1) * JustAbove, Method, n, interval);
    }
}
