using LineAD.Core.Errors;

namespace LineAD.Models.Scoring;

/// <summary>
/// How a student's maps become one anomaly map: a plain sum without scales, else the mean over kinds of (sum − low) /
/// (high − low), never below <see cref="Floor"/>. Everything but the floor is linear and costs nothing extra.
/// </summary>
/// <param name="Weights">Per map.</param>
/// <param name="Offset">Added to every pixel.</param>
/// <param name="Floor">Least value of a pixel; null for no floor.</param>
public sealed record MapPlan(IReadOnlyList<MapWeight> Weights, double Offset, double? Floor)
{
    // Calibration takes logarithms of scores; good parts lie near 1, so this is never reached by what matters.
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
        var offset = kinds.Values.Sum(scale => -scale.Low * Factor(scale, kinds.Count));
        return new MapPlan([.. weights], offset, LeastValue);
    }

    private static double Factor(MapScale scale, int kinds) => 1 / ((scale.High - scale.Low) * kinds);

    private static MapScale Find(ScoreRule rule, string name) => rule.Scales.FirstOrDefault(s => s.Name == name)
        ?? throw new ModelBundleException($"'map.scales' has none for '{name}' maps; train the model again");
}
