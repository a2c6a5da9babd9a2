namespace LineAD.Training.Evaluation;

/// <summary>Area metrics of a ranking; null where they are undefined.</summary>
internal static class RankingMetrics
{
    /// <summary>False-positive rate up to which AUPRO integrates.</summary>
    public const double AuproLimit = 0.3;

    /// <summary>
    /// Share of (defective, good) pairs in the right order, ties counted half. Null without both kinds.
    /// </summary>
    public static double? Auroc(PixelRanking ranking)
    {
        if (ranking.Positives == 0 || ranking.Negatives == 0)
        {
            return null;
        }

        var (area, truePositives) = (0.0, 0L);
        ranking.Descend(step =>
        {
            area += step.Negatives * (truePositives + (0.5 * step.Positives));
            truePositives += step.Positives;
        });
        return area / ranking.Positives / ranking.Negatives;
    }

    /// <summary>
    /// Sum over distinct thresholds of (gain in recall) × precision, without interpolation. Null without defects.
    /// </summary>
    public static double? AveragePrecision(PixelRanking ranking)
    {
        if (ranking.Positives == 0)
        {
            return null;
        }

        var (sum, truePositives, all) = (0.0, 0L, 0L);
        ranking.Descend(step =>
        {
            truePositives += step.Positives;
            all += step.Positives + step.Negatives;
            sum += (double)step.Positives * truePositives / all;
        });
        return sum / ranking.Positives;
    }

    /// <summary>
    /// Area under the mean covered share of the components over the false-positive rate of all good pixels, up to
    /// <see cref="AuproLimit"/>, divided by it. The global definition: good images count. Null without both kinds.
    /// </summary>
    public static double? Aupro(PixelRanking ranking)
    {
        if (ranking.Positives == 0 || ranking.Negatives == 0)
        {
            return null;
        }

        var (area, weight, negatives) = (0.0, 0.0, 0L);
        var (lastRate, lastOverlap) = (0.0, 0.0);
        ranking.Descend(step =>
        {
            weight += step.RegionWeight;
            negatives += step.Negatives;
            var rate = (double)negatives / ranking.Negatives;
            var overlap = weight / ranking.Components;
            area += Strip(lastRate, lastOverlap, rate, overlap);
            (lastRate, lastOverlap) = (rate, overlap);
        });
        return area / AuproLimit;
    }

    private static double Strip(double fromRate, double fromOverlap, double toRate, double toOverlap)
    {
        if (fromRate >= AuproLimit || toRate <= fromRate)
        {
            return 0;
        }

        if (toRate > AuproLimit)
        {
            toOverlap = fromOverlap + ((toOverlap - fromOverlap) * (AuproLimit - fromRate) / (toRate - fromRate));
            toRate = AuproLimit;
        }

        return (toRate - fromRate) * (fromOverlap + toOverlap) / 2;
    }
}
