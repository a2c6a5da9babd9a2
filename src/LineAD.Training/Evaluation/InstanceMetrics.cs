namespace LineAD.Training.Evaluation;

/// <summary>
/// Instance average precision, the metric of DeSTSeg: an instance counts as found at a threshold when more than half of
/// its pixels reach it; precision is that of the pixels.
/// </summary>
internal static class InstanceMetrics
{
    /// <summary>
    /// Mean over the instances of the enveloped precision, and the precision at <paramref name="recall"/> or above.
    /// </summary>
    /// <returns>Nulls when there is no instance.</returns>
    public static (double? Mean, double? AtRecall) InstanceAveragePrecision(PixelRanking ranking, double recall)
    {
        var instances = ranking.Components;
        if (instances == 0)
        {
            return (null, null);
        }

        var thresholds = ranking.ScoresOfComponents().Skip(1)
            .Select(scores => scores[scores.Length / 2]).Order().ToArray();
        var precisions = Precisions(ranking, thresholds);
        for (var i = 1; i < instances; i++)
        {
            precisions[i] = Math.Max(precisions[i], precisions[i - 1]);
        }

        return (precisions.Average(), precisions[instances - NeededInstances(instances, recall)]);
    }

    /// <summary>
    /// Fewest of <paramref name="instances"/> that make up <paramref name="recall"/>: 9 of 10 for 0.9, not 10.
    /// </summary>
    internal static int NeededInstances(int instances, double recall) =>
        Math.Clamp((int)Math.Ceiling((recall * instances) - 1e-9), 1, instances);

    private static double[] Precisions(PixelRanking ranking, float[] thresholds)
    {
        var precisions = new double[thresholds.Length];
        var next = thresholds.Length - 1;
        var (positives, all) = (0L, 0L);
        ranking.Descend(step =>
        {
            positives += step.Positives;
            all += step.Positives + step.Negatives;
            while (next >= 0 && thresholds[next] == step.Score)
            {
                precisions[next--] = (double)positives / all;
            }
        });
        return precisions;
    }
}
