using LineAD.Training.Evaluation;

namespace LineAD.Training.Reporting.Charts;

/// <summary>ROC and precision-recall curves, of images and of pixels, with the bundle's own threshold marked.</summary>
internal static class RankingCharts
{
    public static string Roc(CategoryEvaluation evaluation)
    {
        var (metrics, curves) = (evaluation.Metrics, evaluation.Curves);
        var plot = new Plot(Axis.Unit("good ones rejected (false-positive rate)"), Axis.Unit("defects found (true-positive rate)"))
            .Line([(0, 0), (1, 1)], "chance");
        Add(plot, curves.PixelRoc, "pixels", $"pixels {Texts.Metric(metrics.PixelAuroc)}");
        Add(plot, curves.ImageRoc, "images", $"parts {Texts.Metric(metrics.ImageAuroc)}");
        return Marked(plot, metrics, isRoc: true).Render("ROC curves of parts and pixels");
    }

    public static string Precision(CategoryEvaluation evaluation)
    {
        var (metrics, curves) = (evaluation.Metrics, evaluation.Curves);
        var plot = new Plot(Axis.Unit("defects found (recall)"), Axis.Unit("rejects that are defects (precision)"));
        Add(plot, curves.PixelPrecision, "pixels", $"pixels, AP {Texts.Metric(metrics.PixelAveragePrecision)}");
        Add(plot, curves.ImagePrecision, "images", "parts");
        return Marked(plot, metrics, isRoc: false).Render("Precision-recall curves of parts and pixels");
    }

    private static void Add(Plot plot, IReadOnlyList<CurvePoint> curve, string kind, string label)
    {
        if (curve.Count > 0)
        {
            plot.Line(curve.Select(point => (point.X, point.Y)), kind, label);
        }
    }

    private static Plot Marked(Plot plot, CategoryMetrics metrics, bool isRoc)
    {
        if (metrics.Escapes is not { } escapes || metrics.FalseRejects is not { } rejects)
        {
            return plot;
        }

        var found = escapes.Trials - escapes.Events;
        var recall = 1 - escapes.Rate;
        var precision = found / (double)Math.Max(1, found + rejects.Events);
        return isRoc
            ? plot.Dot(rejects.Rate, recall, "mark", "the bundle's threshold")
            : plot.Dot(recall, precision, "mark", "the bundle's threshold");
    }
}
