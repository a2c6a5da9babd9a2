namespace LineAD.Models.Scoring;

/// <summary>
/// Kinds of maps that students give out: maps of one kind are summed, kinds are normalised, then joined.
/// </summary>
public static class MapNames
{
    /// <summary>1 − cosine between teacher and student.</summary>
    public const string Discrepancy = "discrepancy";

    /// <summary>Logit of a segmentation head.</summary>
    public const string Head = "head";

    /// <summary>1 − cosine between adapted teacher and a student that sees the image.</summary>
    public const string Forward = "forward";

    /// <summary>1 − cosine between adapted teacher and a student that restores it from a code.</summary>
    public const string Reverse = "reverse";
}
