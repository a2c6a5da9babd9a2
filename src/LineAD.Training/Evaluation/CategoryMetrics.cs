namespace LineAD.Training.Evaluation;

/// <summary>All metrics of one category; null is "n/a": the metric is undefined on these images.</summary>
public sealed record CategoryMetrics
{
    /// <summary>Good test images.</summary>
    public required int GoodImages { get; init; }

    /// <summary>Defective test images.</summary>
    public required int DefectiveImages { get; init; }

    /// <summary>Defective images without a mask, left out of the pixel metrics.</summary>
    public required int DefectiveImagesWithoutMask { get; init; }

    /// <summary>Outlined defects (8-connected components).</summary>
    public required int Instances { get; init; }

    /// <summary>Area under the ROC curve of the image scores.</summary>
    public required double? ImageAuroc { get; init; }

    /// <summary>Area under the ROC curve of all pixels.</summary>
    public required double? PixelAuroc { get; init; }

    /// <summary>Average precision of all pixels, not interpolated.</summary>
    public required double? PixelAveragePrecision { get; init; }

    /// <summary>Area under the per-region overlap curve, global, false-positive rate up to 0.3.</summary>
    public required double? Aupro { get; init; }

    /// <summary>Instance average precision.</summary>
    public required double? InstanceAveragePrecision { get; init; }

    /// <summary>Pixel precision where at least 90 % of the instances are found.</summary>
    public required double? InstancePrecisionAt90 { get; init; }

    /// <summary>Share of defects that pass when no good part is rejected.</summary>
    public required RateEstimate? EscapesAtZeroFalseRejects { get; init; }

    /// <summary>Share of good parts rejected when no defect passes.</summary>
    public required RateEstimate? FalseRejectsAtZeroEscapes { get; init; }

    /// <summary>Share of defects that pass at the bundle's own threshold (score below 1.0).</summary>
    public required RateEstimate? Escapes { get; init; }

    /// <summary>Share of good parts rejected at the bundle's own threshold.</summary>
    public required RateEstimate? FalseRejects { get; init; }
}
