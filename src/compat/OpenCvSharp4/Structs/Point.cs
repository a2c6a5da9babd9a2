using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A pixel position; its layout is the native one.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Point(int X, int Y)
{
    public int X = X;
    public int Y = Y;

    public Point(double x, double y)
        : this((int)x, (int)y)
    {
    }
}
