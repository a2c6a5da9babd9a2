namespace OpenCvSharp;

/// <summary>A position with fractions of a pixel.</summary>
public record struct Point2f(float X, float Y)
{
    public float X = X;
    public float Y = Y;
}
