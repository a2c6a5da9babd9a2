using System.Globalization;
using LineAD.Models.Bundles;
using LineAD.Training.Reporting;

namespace LineAD.Training.Runs;

/// <summary>What lies in a bundle's <c>report</c> folder: the page, and curve and heatmaps as files of their own.</summary>
internal static class BundleReportFiles
{
    public static IReadOnlyDictionary<string, byte[]> Of(ReportContent report)
    {
        var files = new Dictionary<string, byte[]>
        {
            [$"{BundleFiles.ReportFolder}/index.html"] = ReportPage.Render(report),
        };
        if (report.Curve.Count > 0)
        {
            files[$"{BundleFiles.ReportFolder}/learning-curve.svg"] = ReportPage.RenderLearningCurve(report);
        }

        var examples = report.Galleries.Count > 0 ? report.Galleries[^1].Parts : [];
        foreach (var (part, i) in examples.Select((part, i) => (part, i + 1)))
        {
            files[string.Create(CultureInfo.InvariantCulture, $"{BundleFiles.ReportFolder}/heatmap-{i}.jpg")] = part.Panels.Heat;
        }

        return files;
    }
}
