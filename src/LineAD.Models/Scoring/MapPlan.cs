using LineAD.Core.Errors;

namespace LineAD.Models.Scoring;

/// <summary>
/// How a student's maps become one anomaly map: a plain sum without scales, else the kinds' sums, scaled so that low becomes
/// 0.5 and high 1, joined as the rule says, never below <see cref="Floor"/>. Sums are linear and cost nothing.
/// </summary>
/// <param name="Groups">Weighted sums; the largest counts.</param>
/// <param name="Floor">Least value of a pixel; null for no floor.</param>
public sealed record MapPlan(IReadOnlyList<MapGroup> Groups, double? Floor)
{
    // Calibration fits logarithms of scores. With the median pixel at 0 parts that were learnt by heart would lie at or
    // below 0, and their logarithms anywhere; at a half they stay positive, as sums of cosine distances do.
    private const double LowValue = 0.5;
    private const double LeastValue = 1e-3;

    /// <summary>The plain sum of a number of maps, all blurred alike.</summary>
    public static MapPlan Sum(int maps, double blurSigma) => new(
        [new MapGroup([.. Enumerable.Range(0, maps)], [.. Enumerable.Repeat(new MapWeight(1, blurSigma), maps)], 0)], null);

    /// <summary>The plan of a rule.</summary>
    /// <param name="rule">Map and score rule.</param>
    /// <param name="names">Kind of every map of the student, in order.</param>
    /// <exception cref="ModelBundleException">The rule has scales, but none for a kind of the student.</exception>
    public static MapPlan For(ScoreRule rule, IReadOnlyList<string> names)
    {
        if (rule.Scales.Count == 0)
        {
            return Sum(names.Count, rule.BlurSigma);
        }

        var kinds = names.Distinct().Select(name => Find(rule, name)).ToList();
        return rule.Join == MapJoin.Largest
            ? new MapPlan([.. kinds.Select(kind => Group([kind], names))], LeastValue)
            : new MapPlan([Group(kinds, names)], LeastValue);
    }

    private static MapGroup Group(List<MapScale> kinds, IReadOnlyList<string> names)
    {
        int[] maps = [.. Enumerable.Range(0, names.Count).Where(k => kinds.Any(kind => kind.Name == names[k]))];
        var weights = maps.Select(k => kinds.First(kind => kind.Name == names[k]))
            .Select(scale => new MapWeight(Factor(scale, kinds.Count), scale.BlurSigma));
        return new MapGroup(maps, [.. weights], LowValue - kinds.Sum(scale => scale.Low * Factor(scale, kinds.Count)));
    }

    private static double Factor(MapScale scale, int kinds) =>
        (1 - LowValue) / ((scale.High - scale.Low) * kinds);

    private static MapScale Find(ScoreRule rule, string name) => rule.Scales.FirstOrDefault(s => s.Name == name)
        ?? throw new ModelBundleException($"'map.scales' has none for '{name}' maps; train the model again");
}
