using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>One boxed argument or result; the layout of <c>la_value</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    internal ValueTag Tag;
    internal int Count;
    internal long Bits;
}
