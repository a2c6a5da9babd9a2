using LineAD.Core.Errors;

namespace LineAD.Models.Scoring;

/// <summary>
/// How a student's maps become one anomaly map: a plain sum without scales, else the mean over kinds of their sums, scaled
/// so that low becomes 0.5 and high 1, never below <see cref="Floor"/>. All but the floor is linear and costs nothing.
/// </summary>
/// <param name="Weights">Per map.</param>
/// <param name="Offset">Added to every pixel.</param>
/// <param name="Floor">Least value of a pixel; null for no floor.</param>
public sealed record MapPlan(IReadOnlyList<MapWeight> Weights, double Offset, double? Floor)
{
    // Calibration fits logarithms of scores. With the median pixel at 0 parts that were learnt by heart would lie at or
    // below 0, and their logarithms anywhere; at a half they stay positive, as sums of cosine distances do.
    private const double LowValue = 0.5;
    private const double LeastValue = 1e-3;

    /// <summary>The plan of a rule.</summary>
    /// <param name="rule">Map and score rule.</param>
    /// <param name="names">Kind of every map of the student, in order.</param>
    /// <exception cref="ModelBundleException">The rule has scales, but none for a kind of the student.</exception>
    public static MapPlan For(ScoreRule rule, IReadOnlyList<string> names)
    {
        if (rule.Scales.Count == 0)
        {
            return new MapPlan([.. names.Select(_ => new MapWeight(1, rule.BlurSigma))], 0, null);
        }

        var kinds = names.Distinct().Select(name => Find(rule, name)).ToDictionary(scale => scale.Name);
        var weights = names.Select(name => kinds[name])
            .Select(scale => new MapWeight(Factor(scale, kinds.Count), scale.BlurSigma));
        var offset = LowValue - kinds.Values.Sum(scale => scale.Low * Factor(scale, kinds.Count));
        return new MapPlan([.. weights], offset, LeastValue);
    }

    private static double Factor(MapScale scale, int kinds) =>
        (1 - LowValue) / ((scale.High - scale.Low) * kinds);

    private static MapScale Find(ScoreRule rule, string name) => rule.Scales.FirstOrDefault(s => s.Name == name)
        ?? throw new ModelBundleException($"'map.scales' has none for '{name}' maps; train the model again");
}
