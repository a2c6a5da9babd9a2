namespace LineAD.Core.Wire;

/// <summary>What the gate is told. Zeroed memory is never a pass.</summary>
public enum Verdict : byte
{
    /// <summary>Not a decision.</summary>
    Invalid = 0,

    /// <summary>
    /// The part may go on; on basis <see cref="Basis.Model"/> only with evidence from every expected view.
    /// </summary>
    Pass = 1,

    /// <summary>The part is taken out.</summary>
    Reject = 2,

    /// <summary>A person looks at the part.</summary>
    Review = 3,
}
