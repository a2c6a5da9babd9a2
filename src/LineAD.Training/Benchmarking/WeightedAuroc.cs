namespace LineAD.Training.Benchmarking;

/// <summary>Image AUROC of resampled parts: sorted once, then one sweep for every resample.</summary>
internal sealed class WeightedAuroc
{
    private readonly double[] _scores;
    private readonly int[] _places;
    private readonly int _good;

    /// <param name="good">Scores of good parts.</param>
    /// <param name="defective">Scores of defective parts.</param>
    public WeightedAuroc(IReadOnlyList<double> good, IReadOnlyList<double> defective)
    {
        _good = good.Count;
        _scores = [.. good, .. defective];
        _places = [.. Enumerable.Range(0, _scores.Length)];
        Array.Sort(_scores, _places);
    }

    /// <summary>AUROC when each part counts as often as its weight says; ties count half.</summary>
    /// <param name="weights">By part: the good ones, then the defective ones, each in the order given.</param>
    public double Of(ReadOnlySpan<int> weights)
    {
        var (area, negativesBelow, positives) = (0.0, 0L, 0L);
        for (var start = 0; start < _scores.Length;)
        {
            var (own, others, end) = (0L, 0L, start);
            for (; end < _scores.Length && _scores[end] == _scores[start]; end++)
            {
                var weight = weights[_places[end]];
                own += _places[end] < _good ? 0 : weight;
                others += _places[end] < _good ? weight : 0;
            }

            area += own * (negativesBelow + (0.5 * others));
            (negativesBelow, positives, start) = (negativesBelow + others, positives + own, end);
        }

        return area / positives / negativesBelow;
    }
}
