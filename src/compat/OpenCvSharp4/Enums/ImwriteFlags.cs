namespace OpenCvSharp;

/// <summary>Settings of the encoders.</summary>
public enum ImwriteFlags
{
    JpegQuality = 1,
    JpegProgressive = 2,
    JpegOptimize = 3,
    JpegRstInterval = 4,
    PngCompression = 16,
    PngStrategy = 17,
}
