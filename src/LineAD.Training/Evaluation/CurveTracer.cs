namespace LineAD.Training.Evaluation;

/// <summary>
/// Draws ROC and precision-recall curves of a ranking. A point is kept when it lies a four-hundredth away from the last one;
/// the metrics themselves are computed on all points, not on these.
/// </summary>
internal static class CurveTracer
{
    private const double Resolution = 1.0 / 400;

    /// <summary>From (0, 0) to (1, 1); empty without both kinds.</summary>
    public static IReadOnlyList<CurvePoint> Roc(PixelRanking ranking)
    {
        if (ranking.Positives == 0 || ranking.Negatives == 0)
        {
            return [];
        }

        var (positives, negatives) = (0L, 0L);
        var points = new List<CurvePoint> { new(double.PositiveInfinity, 0, 0) };
        ranking.Descend(step =>
        {
            positives += step.Positives;
            negatives += step.Negatives;
            Keep(points, new CurvePoint(
                step.Score, (double)negatives / ranking.Negatives, (double)positives / ranking.Positives));
        });
        return points;
    }

    /// <summary>From the highest score to recall 1; empty without defects.</summary>
    public static IReadOnlyList<CurvePoint> Precision(PixelRanking ranking)
    {
        if (ranking.Positives == 0)
        {
            return [];
        }

        var (positives, all) = (0L, 0L);
        var points = new List<CurvePoint>();
        ranking.Descend(step =>
        {
            positives += step.Positives;
            all += step.Positives + step.Negatives;
            if (positives - step.Positives < ranking.Positives)
            {
                Keep(points, new CurvePoint(
                    step.Score, (double)positives / ranking.Positives, (double)positives / all));
            }
        });
        return points;
    }

    // The end of the curve always stays: it replaces the last point when it is too near to that one.
    private static void Keep(List<CurvePoint> points, CurvePoint next)
    {
        if (points.Count > 1 && IsNear(points[^2], next))
        {
            points.RemoveAt(points.Count - 1);
        }

        points.Add(next);
    }

    private static bool IsNear(CurvePoint a, CurvePoint b) =>
        Math.Abs(a.X - b.X) < Resolution && Math.Abs(a.Y - b.Y) < Resolution;
}
