namespace LineAD.Training.Reporting;

/// <summary>What is known of the parts of a <see cref="ScoreGroup"/>.</summary>
public enum ScoreKind
{
    /// <summary>Good parts that the model had not learnt from.</summary>
    Good,

    /// <summary>Defective parts.</summary>
    Defective,

    /// <summary>Good parts that the thresholds come from.</summary>
    Calibration,

    /// <summary>Good parts that the model learnt from.</summary>
    Learnt,
}
