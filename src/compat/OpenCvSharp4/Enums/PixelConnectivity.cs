namespace OpenCvSharp;

/// <summary>Which neighbours belong together.</summary>
public enum PixelConnectivity
{
    Connectivity4 = 4,
    Connectivity8 = 8,
}
