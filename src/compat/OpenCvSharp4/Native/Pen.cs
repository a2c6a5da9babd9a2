using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

/// <summary>Mirror of the shim's Pen.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Pen(Scalar color, int thickness, LineTypes lineType, int shift)
{
    public readonly Scalar Color = color;
    public readonly int Thickness = thickness;
    public readonly int LineType = (int)lineType;
    public readonly int Shift = shift;
}
