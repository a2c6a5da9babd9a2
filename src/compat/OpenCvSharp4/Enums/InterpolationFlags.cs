namespace OpenCvSharp;

/// <summary>How a resized or warped pixel is computed.</summary>
[Flags]
public enum InterpolationFlags
{
    Nearest = 0,
    Linear = 1,
    Cubic = 2,
    Area = 3,
    Lanczos4 = 4,
    LinearExact = 5,
    WarpInverseMap = 16,
}
