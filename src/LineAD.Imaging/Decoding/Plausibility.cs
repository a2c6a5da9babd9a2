namespace LineAD.Imaging.Decoding;

/// <summary>Why a picture cannot be one of a part.</summary>
[Flags]
public enum Plausibility
{
    /// <summary>Nothing speaks against it.</summary>
    Plausible = 0,

    /// <summary>All pixels have nearly the same value: a covered lens, a test signal, a dead sensor.</summary>
    Uniform = 1,

    /// <summary>All pixels are black but for noise: no light.</summary>
    Black = 2,

    /// <summary>All pixels are saturated: too much light.</summary>
    White = 4,
}
