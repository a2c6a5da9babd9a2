namespace LineAD.Training.Evaluation;

/// <summary>
/// All pixels of a category sorted by score, ascending, each with its component (0: background). Image AUROC uses it
/// too, with one pixel an image. Sorted once; every metric is one sweep from the top that walks ties as one step.
/// </summary>
internal sealed class PixelRanking
{
    private readonly float[] _scores;
    private readonly int[] _components;

    /// <summary>Takes both arrays over and sorts them.</summary>
    /// <param name="scores">Score of each pixel.</param>
    /// <param name="components">1… for a pixel of that component, 0 for background.</param>
    /// <param name="componentSizes">Pixels of each component; index 0 unused.</param>
    public PixelRanking(float[] scores, int[] components, int[] componentSizes)
    {
        Array.Sort(scores, components);
        (_scores, _components, ComponentSizes) = (scores, components, componentSizes);
        Positives = componentSizes.Skip(1).Sum(size => (long)size);
        Negatives = scores.Length - Positives;
    }

    public int[] ComponentSizes { get; }

    public int Components => ComponentSizes.Length - 1;

    public long Positives { get; }

    public long Negatives { get; }

    /// <summary>
    /// Calls <paramref name="step"/> for every distinct score, descending, with what was added at it.
    /// </summary>
    public void Descend(Action<RankingStep> step)
    {
        var end = _scores.Length;
        while (end > 0)
        {
            var score = _scores[end - 1];
            var (positives, weight, start) = (0L, 0.0, end);
            while (start > 0 && _scores[start - 1] == score)
            {
                var component = _components[--start];
                positives += component > 0 ? 1 : 0;
                weight += component > 0 ? 1.0 / ComponentSizes[component] : 0;
            }

            step(new RankingStep(score, positives, end - start - positives, weight));
            end = start;
        }
    }

    /// <summary>Scores of each component's pixels, descending; index 0 unused.</summary>
    public float[][] ScoresOfComponents()
    {
        var scores = ComponentSizes.Select((size, i) => i == 0 ? [] : new float[size]).ToArray();
        var filled = new int[ComponentSizes.Length];
        for (var i = _scores.Length - 1; i >= 0; i--)
        {
            if (_components[i] is > 0 and var component)
            {
                scores[component][filled[component]++] = _scores[i];
            }
        }

        return scores;
    }
}
