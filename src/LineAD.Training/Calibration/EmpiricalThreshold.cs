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
        var n = scores.Count;
        return new Threshold(scores.Order().ElementAt(Place(n, rate) - 1) * JustAbove, Method, n, Outlook(n, rate));
    }

    /// <summary>The interval that <paramref name="n"/> held-out parts give, whatever their scores.</summary>
    internal static RateInterval Outlook(int n, double rate)
    {
        var k = Place(n, rate);
        var above = n + 1 - k;
        return new RateInterval(
            (double)above / (n + 1), Beta.InvCDF(above, k, 0.025), Beta.InvCDF(above, k, 0.975));
    }

    private static int Place(int n, double rate)
    {
        var k = (int)Math.Ceiling(((n + 1) * (1 - rate)) - 1e-9);
        return k <= n
            ? k
            : throw new ArgumentException($"{n} parts cannot show a rate of {rate}; use the tolerance bound.", nameof(n));
    }
}
