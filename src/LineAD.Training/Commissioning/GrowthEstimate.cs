using MathNet.Numerics.Distributions;

namespace LineAD.Training.Commissioning;

/// <summary>
/// What twice as many parts to learn from did to the scores of parts left out: the mean of the parts' own log ratios, so that
/// parts which are unlike the others weigh no more than they should, with Student's t interval over the parts. The chance of the
/// trainings is not in it.
/// </summary>
/// <param name="FromParts">Parts learnt from, fewer.</param>
/// <param name="ToParts">Parts learnt from, more.</param>
/// <param name="DropPerDoubling">Relative fall of scores per doubling; 0.05 is five per cent lower.</param>
/// <param name="Lower">Lower end of the 95 % interval.</param>
/// <param name="Upper">Upper end.</param>
public sealed record GrowthEstimate(int FromParts, int ToParts, double DropPerDoubling, double Lower, double Upper)
{
    /// <summary>Fall of scores per doubling from which collecting more parts is worth the wait.</summary>
    public const double Worthwhile = 0.03;

    private const double UpperTail = 0.975;

    /// <summary>What it means.</summary>
    public GrowthVerdict Verdict =>
        Lower > Worthwhile ? GrowthVerdict.Helps : Upper < Worthwhile ? GrowthVerdict.HardlyHelps : GrowthVerdict.Unclear;

    /// <summary>Estimates from scores of the same parts by models of both kinds.</summary>
    /// <param name="fromParts">Parts that the models of <paramref name="fewer"/> learnt from.</param>
    /// <param name="fewer">Raw score by part, model of few parts.</param>
    /// <param name="toParts">Parts that the models of <paramref name="more"/> learnt from; more.</param>
    /// <param name="more">Raw score by part, model of more parts.</param>
    /// <exception cref="ArgumentException">Fewer than three parts are in both.</exception>
    public static GrowthEstimate Of(
        int fromParts, IReadOnlyDictionary<string, double> fewer, int toParts, IReadOnlyDictionary<string, double> more)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(toParts, fromParts);
        var doublings = Math.Log2((double)toParts / fromParts);
        var ratios = fewer.Where(part => more.ContainsKey(part.Key))
            .Select(part => Math.Log(part.Value / more[part.Key]) / doublings).ToList();
        if (ratios.Count < 3)
        {
            throw new ArgumentException($"{ratios.Count} parts were scored by both; at least three are needed.", nameof(more));
        }

        var mean = ratios.Average();
        var error = Math.Sqrt(ratios.Sum(ratio => (ratio - mean) * (ratio - mean)) / (ratios.Count - 1) / ratios.Count);
        var reach = StudentT.InvCDF(0, 1, ratios.Count - 1, UpperTail) * error;
        return new GrowthEstimate(fromParts, toParts, Fall(mean), Fall(mean - reach), Fall(mean + reach));
    }

    private static double Fall(double logRatio) => 1 - Math.Exp(-logRatio);
}
