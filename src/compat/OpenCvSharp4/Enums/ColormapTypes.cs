namespace OpenCvSharp;

/// <summary>Colour scales for one channel.</summary>
public enum ColormapTypes
{
    Jet = 2,
    Hot = 11,
    Magma = 13,
    Inferno = 14,
    Plasma = 15,
    Viridis = 16,
    Turbo = 20,
}
