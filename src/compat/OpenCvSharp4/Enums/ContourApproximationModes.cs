namespace OpenCvSharp;

/// <summary>Which points of a contour are kept.</summary>
public enum ContourApproximationModes
{
    ApproxNone = 1,
    ApproxSimple = 2,
}
