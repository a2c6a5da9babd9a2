using MathNet.Numerics.Distributions;

namespace LineAD.Training.Calibration;

/// <summary>
/// For few parts: an upper tolerance bound of a log-normal fit. Scores are maxima of positive discrepancies, whose
/// logarithms are close to normal and whose spread scales with their level.
/// </summary>
/// <remarks>
/// <para>
/// The bound m + t(1 − rate; f)·s·√(1 + 1/n) on the logarithms is the β-expectation bound: averaged over the parts that
/// could have been held out, a new good part exceeds it with exactly <c>rate</c> (Guttman 1970). A bound that holds with
/// 95 % confidence would, with 8 parts, lie 4.4 instead of 3.2 deviations up and let defects pass.
/// </para>
/// <para>
/// The level m comes from the held-out parts alone. The deviation s also uses the parts that were learnt from, each group
/// about its own mean (f = n − 1 + k − 1 instead of n − 1), unless an F test at 5 % finds the held-out parts to spread
/// wider; then they alone count. With 8 held-out and 20 other parts the factor falls from 3.2 to 2.6.
/// </para>
/// <para>
/// What is left of chance is told, not hidden: the rate of one calibration is 1 − Φ(Z/√n + k·√(χ²(f)/f)), a pivot, whose
/// mean and quantiles are computed on a grid. The threshold is never below the highest held-out score, whatever the fit
/// says.
/// </para>
/// </remarks>
internal static class ToleranceThreshold
{
    public const string Method = "lognormal_tolerance";
    public const string PooledMethod = "lognormal_tolerance_pooled";

    private const int LeastParts = 3;
    private const double JustAbove = 1 + 1e-6;
    private const double PoolingTest = 0.95;
    private const int GridSteps = 100;

    public static Threshold Of(IReadOnlyCollection<double> heldOut, IReadOnlyCollection<double> learnt, double rate)
    {
        var fit = Fit(heldOut, learnt, rate);
        var interval = Interval(heldOut.Count, fit.Freedom, fit.Factor);
        var method = fit.Freedom > heldOut.Count - 1 ? PooledMethod : Method;
        return new Threshold(fit.Bound, method, heldOut.Count, interval);
    }

    /// <summary>The bound, how many deviations it lies above the mean logarithm, and the deviation's freedom.</summary>
    internal static (double Bound, double Factor, int Freedom) Fit(
        IReadOnlyCollection<double> heldOut, IReadOnlyCollection<double> learnt, double rate)
    {
        if (heldOut.Count < LeastParts || heldOut.Any(score => score <= 0))
        {
            throw new ArgumentException("Needs at least three positive scores.", nameof(heldOut));
        }

        var n = heldOut.Count;
        var (mean, squares) = Moments(heldOut);
        var (variance, freedom) = Pooled(squares, n - 1, learnt);
        var deviation = Math.Sqrt(variance);
        var factor = StudentT.InvCDF(0, 1, freedom, 1 - rate) * Math.Sqrt(1 + (1.0 / n));
        var bound = Math.Max(mean + (factor * deviation), Math.Log(heldOut.Max() * JustAbove));
        return (Math.Exp(bound), deviation > 0 ? (bound - mean) / deviation : factor, freedom);
    }

    /// <summary>The interval that <paramref name="n"/> held-out parts give, whatever their scores.</summary>
    internal static RateInterval Outlook(int n, double rate) =>
        Interval(n, n - 1, StudentT.InvCDF(0, 1, n - 1, 1 - rate) * Math.Sqrt(1 + (1.0 / n)));

    private static (double Variance, int Freedom) Pooled(double squares, int freedom, IReadOnlyCollection<double> learnt)
    {
        var own = squares / freedom;
        if (learnt.Count < LeastParts || learnt.Any(score => score <= 0))
        {
            return (own, freedom);
        }

        var others = learnt.Count - 1;
        var (_, otherSquares) = Moments(learnt);
        var isWider = own > otherSquares / others * FisherSnedecor.InvCDF(freedom, others, PoolingTest);
        return isWider ? (own, freedom) : ((squares + otherSquares) / (freedom + others), freedom + others);
    }

    private static (double Mean, double Squares) Moments(IReadOnlyCollection<double> scores)
    {
        var logs = scores.Select(score => Math.Log(score)).ToArray();
        var mean = logs.Average();
        return (mean, logs.Sum(value => (value - mean) * (value - mean)));
    }

    private static RateInterval Interval(int n, int freedom, double factor)
    {
        var rates = new double[GridSteps * GridSteps];
        for (var j = 0; j < GridSteps; j++)
        {
            var spread = factor * Math.Sqrt(ChiSquared.InvCDF(freedom, (j + 0.5) / GridSteps) / freedom);
            for (var i = 0; i < GridSteps; i++)
            {
                var level = Normal.InvCDF(0, 1, (i + 0.5) / GridSteps) / Math.Sqrt(n);
                rates[(i * GridSteps) + j] = Normal.CDF(0, 1, -(level + spread));
            }
        }

        Array.Sort(rates);
        var (low, high) = (rates[(int)(0.025 * rates.Length)], rates[(int)(0.975 * rates.Length)]);
        return new RateInterval(rates.Average(), low, high);
    }
}
