using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

/// <summary>Mirror of the shim's MatInfo.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MatInfo
{
    public long Step;
    public long Total;
    public nint Data;
    public int Rows;
    public int Cols;
    public int Dims;
    public int Type;
    public int ElemSize;
    public int Continuous;
}
