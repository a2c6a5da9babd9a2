using MathNet.Numerics.Distributions;

namespace LineAD.Training.Calibration;

/// <summary>
/// For few parts: an upper tolerance bound of a log-normal fit. Scores are maxima of positive discrepancies, whose
/// logarithms are close to normal and whose spread scales with their level.
/// </summary>
/// <remarks>
/// <para>
/// The bound m + t(1 − rate; n − 1)·s·√(1 + 1/n) on the logarithms is the β-expectation bound: averaged over the parts
/// that could have been held out, a new good part exceeds it with exactly <c>rate</c> (Guttman 1970). A bound that
/// holds with 95 % confidence would, with 8 parts, lie 4.4 instead of 3.2 deviations up and let defects pass.
/// </para>
/// <para>
/// What is left of chance is told, not hidden: the rate of one calibration is 1 − Φ(Z/√n + k·√(χ²/(n − 1))), a pivot,
/// whose mean and quantiles are computed on a grid. The threshold is never below the highest held-out score, whatever
/// the fit says.
/// </para>
/// </remarks>
internal static class ToleranceThreshold
{
    public const string Method = "lognormal_tolerance";

    private const double JustAbove = 1 + 1e-6;
    private const int GridSteps = 100;

    public static Threshold Of(IReadOnlyCollection<double> scores, double rate)
    {
        var (value, factor) = Bound(scores, rate);
        return new Threshold(value, Method, scores.Count, Interval(scores.Count, factor));
    }

    /// <summary>The bound itself, and how many deviations of the logarithms it lies above their mean.</summary>
    internal static (double Value, double Factor) Bound(IReadOnlyCollection<double> scores, double rate)
    {
        if (scores.Count < 3 || scores.Any(score => score <= 0))
        {
            throw new ArgumentException("Needs at least three positive scores.", nameof(scores));
        }

        var n = scores.Count;
        var logs = scores.Select(score => Math.Log(score)).ToArray();
        var mean = logs.Average();
        var deviation = Math.Sqrt(logs.Sum(value => (value - mean) * (value - mean)) / (n - 1));
        var factor = StudentT.InvCDF(0, 1, n - 1, 1 - rate) * Math.Sqrt(1 + (1.0 / n));
        var bound = Math.Max(mean + (factor * deviation), Math.Log(scores.Max() * JustAbove));
        return (Math.Exp(bound), deviation > 0 ? (bound - mean) / deviation : factor);
    }

    private static RateInterval Interval(int n, double factor)
    {
        var rates = new double[GridSteps * GridSteps];
        for (var i = 0; i < GridSteps; i++)
        {
            var level = Normal.InvCDF(0, 1, (i + 0.5) / GridSteps) / Math.Sqrt(n);
            for (var j = 0; j < GridSteps; j++)
            {
                rates[(i * GridSteps) + j] = level;
            }
        }

        for (var j = 0; j < GridSteps; j++)
        {
            var spread = factor * Math.Sqrt(ChiSquared.InvCDF(n - 1, (j + 0.5) / GridSteps) / (n - 1));
            for (var i = 0; i < GridSteps; i++)
            {
                ref var rate = ref rates[(i * GridSteps) + j];
                rate = Normal.CDF(0, 1, -(rate + spread));
            }
        }

        Array.Sort(rates);
        return new RateInterval(rates.Average(), rates[(int)(0.025 * rates.Length)], rates[(int)(0.975 * rates.Length)]);
    }
}
