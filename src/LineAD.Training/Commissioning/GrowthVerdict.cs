namespace LineAD.Training.Commissioning;

/// <summary>Whether more parts to learn from would lower the scores of good parts.</summary>
public enum GrowthVerdict
{
    /// <summary>The interval lies above <see cref="GrowthEstimate.Worthwhile"/>.</summary>
    Helps,

    /// <summary>The interval lies below it.</summary>
    HardlyHelps,

    /// <summary>The interval holds it.</summary>
    Unclear,
}
