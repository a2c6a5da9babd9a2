using LineAD.Training.Evaluation;

namespace LineAD.Training.Reporting.Sections;

/// <summary>The metrics of a category as rows, with what each means to somebody who does not know its name.</summary>
internal static class MetricRows
{
    public static IReadOnlyList<ReportFact> Of(CategoryMetrics m) =>
    [
        new("Test parts, good / defective", $"{m.GoodImages} / {m.DefectiveImages}", $"{m.Instances} outlined defects; {m.DefectiveImagesWithoutMask} defective parts without an outline"),
        new("Image AUROC", Texts.Metric(m.ImageAuroc), "share of (defect, good) pairs in the right order; 0.5 is chance"),
        new("Pixel AUROC", Texts.Metric(m.PixelAuroc), "the same for pixels"),
        new("Pixel AP", Texts.Metric(m.PixelAveragePrecision), "mean share of marked pixels that are defect, over all thresholds; not interpolated"),
        new("AUPRO", Texts.Metric(m.Aupro), "mean covered share of each defect, false-positive rate up to 0.3, good parts included"),
        new("IAP", Texts.Metric(m.InstanceAveragePrecision), "pixel precision averaged over the defects found"),
        new("IAP@90", Texts.Metric(m.InstancePrecisionAt90), "pixel precision where nine of ten defects are found"),
        new("Escapes at the threshold", Texts.Count(m.Escapes), Texts.Interval(m.Escapes)),
        new("False rejects at the threshold", Texts.Count(m.FalseRejects), Texts.Interval(m.FalseRejects)),
        new("Escapes at zero false rejects", Texts.Count(m.EscapesAtZeroFalseRejects), $"{Texts.Interval(m.EscapesAtZeroFalseRejects)}; threshold read off the test parts, a figure of merit only"),
        new("False rejects at zero escapes", Texts.Count(m.FalseRejectsAtZeroEscapes), $"{Texts.Interval(m.FalseRejectsAtZeroEscapes)}; likewise"),
    ];

    public static IEnumerable<ReportFact> Tiles(CategoryMetrics m) =>
    [
        new("Image AUROC", Texts.Metric(m.ImageAuroc), "order of the part scores"),
        new("Pixel AP", Texts.Metric(m.PixelAveragePrecision), "how well defects are outlined"),
        new("Escapes", Texts.Count(m.Escapes), "defective parts that pass"),
        new("False rejects", Texts.Count(m.FalseRejects), "good test parts rejected"),
    ];
}
