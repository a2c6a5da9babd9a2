namespace LineAD.Pipeline.Metrics;

/// <summary>Where work is given up under load, in the fixed order of shedding; a label.</summary>
internal static class ShedStage
{
    /// <summary>Masks and defect lists, first.</summary>
    public const string Mask = "mask";

    /// <summary>Score maps, before they are copied off the device.</summary>
    public const string ScoreMap = "score_map";

    /// <summary>Audit records and dead letters that the output sink did not take.</summary>
    public const string Output = "output";

    /// <summary>Frames before the decoder.</summary>
    public const string Decode = "decode";

    /// <summary>Decoded frames before the device.</summary>
    public const string Batch = "batch";

    public static readonly string[] All = [Mask, ScoreMap, Output, Decode, Batch];
}
