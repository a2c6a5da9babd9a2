namespace LineAD.Training.Evaluation;

/// <summary>
/// Computes <see cref="CategoryMetrics"/>; exact (no binning), all images of the category pooled, good ones included.
/// </summary>
public static class CategoryEvaluator
{
    private const double InstanceRecall = 0.9;

    /// <summary>Metrics of <paramref name="images"/>, whose scores are normalised to the threshold 1.0.</summary>
    public static CategoryMetrics Evaluate(IReadOnlyCollection<ScoredImage> images) =>
        Measure(images, RankImages(images), RankPixels([.. images.Where(image => image.HasPixels)]));

    /// <summary>Metrics and curves of <paramref name="images"/>, whose scores are normalised to the threshold 1.0.</summary>
    public static CategoryEvaluation EvaluateWithCurves(IReadOnlyCollection<ScoredImage> images)
    {
        var (parts, pixels) = (RankImages(images), RankPixels([.. images.Where(image => image.HasPixels)]));
        return new CategoryEvaluation(Measure(images, parts, pixels), new CategoryCurves
        {
            ImageRoc = CurveTracer.Roc(parts),
            ImagePrecision = CurveTracer.Precision(parts),
            PixelRoc = CurveTracer.Roc(pixels),
            PixelPrecision = CurveTracer.Precision(pixels),
        });
    }

    private static CategoryMetrics Measure(
        IReadOnlyCollection<ScoredImage> images, PixelRanking parts, PixelRanking pixels)
    {
        var good = images.Where(image => !image.IsDefective).Select(image => image.Score).ToList();
        var defective = images.Where(image => image.IsDefective).Select(image => image.Score).ToList();
        var (mean, at90) = InstanceMetrics.InstanceAveragePrecision(pixels, InstanceRecall);
        return new CategoryMetrics
        {
            GoodImages = good.Count,
            DefectiveImages = defective.Count,
            DefectiveImagesWithoutMask = images.Count(image => image.IsDefective && image.Mask.Length == 0),
            Instances = pixels.Components,
            ImageAuroc = RankingMetrics.Auroc(parts),
            PixelAuroc = RankingMetrics.Auroc(pixels),
            PixelAveragePrecision = RankingMetrics.AveragePrecision(pixels),
            Aupro = RankingMetrics.Aupro(pixels),
            InstanceAveragePrecision = mean,
            InstancePrecisionAt90 = at90,
            EscapesAtZeroFalseRejects = GateMetrics.EscapesAtZeroFalseRejects(good, defective),
            FalseRejectsAtZeroEscapes = GateMetrics.FalseRejectsAtZeroEscapes(good, defective),
            Escapes = RateEstimate.Of(defective.Count(score => score < 1), defective.Count),
            FalseRejects = RateEstimate.Of(good.Count(score => score >= 1), good.Count),
        };
    }

    private static PixelRanking RankImages(IReadOnlyCollection<ScoredImage> images)
    {
        var components = images.Select(image => image.IsDefective ? 1 : 0).ToArray();
        return new PixelRanking([.. images.Select(image => (float)image.Score)], components, [0, components.Sum()]);
    }

    private static PixelRanking RankPixels(IReadOnlyList<ScoredImage> images)
    {
        var total = images.Sum(image => (long)image.Map.Length);
        if (total > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{total} pixels exceed {Array.MaxLength}; evaluate at a smaller map size.", nameof(images));
        }

        var (scores, components, sizes) = (new float[total], new int[total], new List<int> { 0 });
        var offset = 0;
        foreach (var image in images)
        {
            image.Map.CopyTo(scores, offset);
            AddComponents(image, components.AsSpan(offset, image.Map.Length), sizes);
            offset += image.Map.Length;
        }

        return new PixelRanking(scores, components, [.. sizes]);
    }

    private static void AddComponents(ScoredImage image, Span<int> components, List<int> sizes)
    {
        if (image.Mask.Length == 0)
        {
            return;
        }

        var first = sizes.Count - 1;
        var count = ConnectedComponents.Label(image.Mask, image.Width, components);
        sizes.AddRange(new int[count]);
        for (var i = 0; i < components.Length; i++)
        {
            if (components[i] > 0)
            {
                components[i] += first;
                sizes[components[i]]++;
            }
        }
    }
}
