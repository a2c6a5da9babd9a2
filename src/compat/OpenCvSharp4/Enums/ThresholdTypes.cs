namespace OpenCvSharp;

/// <summary>What happens on each side of a threshold.</summary>
[Flags]
public enum ThresholdTypes
{
    Binary = 0,
    BinaryInv = 1,
    Trunc = 2,
    Tozero = 3,
    TozeroInv = 4,
    Otsu = 8,
}
