namespace LineAD.Models.Networks;

/// <summary>
/// Modules that give the methods their names and that can be left out, to measure what they are worth.
/// </summary>
public static class Ablations
{
    /// <summary>Selective fusion of <c>stu-seg</c>: concatenation instead.</summary>
    public const string SelectiveFusion = "sfm";

    /// <summary>Feature mask generation of <c>fmg-rd</c>: nothing is masked.</summary>
    public const string FeatureMask = "mask";

    /// <summary>Spatial fusion of <c>afkd</c>: one learnable weight per level instead.</summary>
    public const string SpatialFusion = "asff";

    /// <summary>Memory filters of <c>n-net</c>: features pass unfiltered.</summary>
    public const string Filter = "filter";

    /// <summary>Adaptive fusion of <c>pfadseg</c>'s head: concatenation instead.</summary>
    public const string AdaptiveFusion = "affm";
}
