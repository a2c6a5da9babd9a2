namespace LineAD.Core.Wire;

/// <summary>Bits of byte 5 of the 32-byte decision record.</summary>
[Flags]
public enum DecisionFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The part was simulated.</summary>
    Simulated = 1,

    /// <summary>The station gave no sequence number.</summary>
    NoSeq = 2,

    /// <summary>There is no score (the field holds 0x80000000).</summary>
    NoScore = 4,

    /// <summary>This is a repetition of the journalled decision.</summary>
    Repeated = 8,
}
