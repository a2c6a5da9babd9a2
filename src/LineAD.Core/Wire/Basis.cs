namespace LineAD.Core.Wire;

/// <summary>What a verdict rests on.</summary>
public enum Basis : byte
{
    /// <summary>Not a decision.</summary>
    Invalid = 0,

    /// <summary>The score of the model(s).</summary>
    Model = 1,

    /// <summary>The station's late policy: scoring would not have made the cut-off, or was shed.</summary>
    LatePolicy = 2,

    /// <summary>
    /// The station's fault policy: a view was missing, unreadable or implausible, or the score was not a number.
    /// </summary>
    FaultPolicy = 3,
}
