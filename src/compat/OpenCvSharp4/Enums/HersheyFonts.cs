namespace OpenCvSharp;

/// <summary>Stroke fonts.</summary>
[Flags]
public enum HersheyFonts
{
    HersheySimplex = 0,
    HersheyPlain = 1,
    HersheyDuplex = 2,
    Italic = 16,
}
