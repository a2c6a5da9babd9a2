using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

/// <summary>Owner of one native Mat; keeps it alive during calls and frees it once.</summary>
internal sealed class MatHandle : SafeHandle
{
    /// <summary>Stands for an absent optional Mat.</summary>
    public static readonly MatHandle None = new();

    public MatHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.lcv_mat_delete(handle);
        return true;
    }
}
