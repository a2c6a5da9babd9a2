namespace LineAD.Training.Benchmarking;

/// <summary>
/// Paired bootstrap of differences in image AUROC (Efron and Tibshirani 1993): good and defective test parts of each category
/// are drawn with replacement, the same draw for both rows and all their seeds, so that what is hard for both cancels. It covers
/// the chance of the test parts, not that of the training; the spread over seeds stands beside it.
/// </summary>
public sealed class PairedBootstrap(int resamples = 2000, int seed = 1)
{
    private const double Tail = 0.025;

    /// <summary>Mean over the categories of (own − other), each averaged over its seeds.</summary>
    /// <param name="own">Results of one row, by category.</param>
    /// <param name="other">Results of the row compared with, by category.</param>
    /// <returns>Null when they share no category, or did not see the same parts.</returns>
    public BootstrapInterval? Difference(IEnumerable<BenchmarkResult> own, IEnumerable<BenchmarkResult> other)
    {
        var others = other.ToLookup(result => result.Case.Category);
        var pairs = own.GroupBy(result => result.Case.Category)
            .Where(group => others[group.Key].Any())
            .Select(group => (Own: group.ToList(), Other: others[group.Key].ToList())).ToList();
        if (pairs.Count == 0 || pairs.Any(pair => !AreComparable([.. pair.Own, .. pair.Other])))
        {
            return null;
        }

        var random = new Random(seed);
        var categories = pairs.Select(pair => new Category(pair.Own, pair.Other)).ToList();
        var drawn = Enumerable.Range(0, resamples)
            .Select(_ => categories.Average(category => category.Resampled(random))).Order().ToArray();
        return new BootstrapInterval(
            categories.Average(category => category.Measured()),
            drawn[(int)(Tail * (resamples - 1))],
            drawn[(int)Math.Ceiling((1 - Tail) * (resamples - 1))]);
    }

    private static bool AreComparable(IReadOnlyList<BenchmarkResult> results) =>
        results.All(result => result.PartsSha256 == results[0].PartsSha256 && result.Good.Count > 0 && result.Defective.Count > 0);

    private sealed class Category(List<BenchmarkResult> own, List<BenchmarkResult> other)
    {
        private readonly List<WeightedAuroc> _own = Sorted(own);
        private readonly List<WeightedAuroc> _other = Sorted(other);
        private readonly int _good = own[0].Good.Count;
        private readonly int[] _weights = new int[own[0].Good.Count + own[0].Defective.Count];

        public double Measured()
        {
            Array.Fill(_weights, 1);
            return Current();
        }

        public double Resampled(Random random)
        {
            Array.Clear(_weights);
            for (var i = 0; i < _weights.Length; i++)
            {
                _weights[i < _good ? random.Next(_good) : random.Next(_good, _weights.Length)]++;
            }

            return Current();
        }

        private double Current() => _own.Average(auroc => auroc.Of(_weights)) - _other.Average(auroc => auroc.Of(_weights));

        private static List<WeightedAuroc> Sorted(List<BenchmarkResult> results) =>
            [.. results.Select(result => new WeightedAuroc(result.Good, result.Defective))];
    }
}
