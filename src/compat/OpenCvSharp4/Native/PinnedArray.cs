using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

/// <summary>An array of blittable elements held in place.</summary>
internal sealed class PinnedArray(Array array) : IDisposable
{
    private GCHandle _pin = GCHandle.Alloc(array, GCHandleType.Pinned);

    ~PinnedArray() => Free();

    public nint Address => _pin.AddrOfPinnedObject();

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_pin.IsAllocated)
        {
            _pin.Free();
        }
    }
}
