namespace LineAD.Training.Evaluation;

/// <summary>Curves of one category, thinned out for drawing; empty where undefined.</summary>
public sealed record CategoryCurves
{
    /// <summary>True-positive over false-positive rate of the image scores.</summary>
    public required IReadOnlyList<CurvePoint> ImageRoc { get; init; }

    /// <summary>Precision over recall of the image scores.</summary>
    public required IReadOnlyList<CurvePoint> ImagePrecision { get; init; }

    /// <summary>True-positive over false-positive rate of all pixels.</summary>
    public required IReadOnlyList<CurvePoint> PixelRoc { get; init; }

    /// <summary>Precision over recall of all pixels.</summary>
    public required IReadOnlyList<CurvePoint> PixelPrecision { get; init; }
}
