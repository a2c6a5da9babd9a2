namespace LineAD.Models.Scoring;

/// <summary>How the scaled kinds of maps become one map.</summary>
public enum MapJoin
{
    /// <summary>Their mean: for kinds that look for the same in two ways.</summary>
    Mean,

    /// <summary>The largest at each pixel: for kinds that find different defects, so that none waters the other down.</summary>
    Largest,
}
