using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_imdecode(byte* bytes, long length, int flags, out MatHandle mat);

    [LibraryImport(NativeLoader.Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int lcv_imencode(
        string extension, MatHandle image, int* prms, int count, out int done, out nint bytes, out byte* data,
        out long length);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_bytes_delete(nint bytes);

    [LibraryImport(NativeLoader.Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int lcv_imread(string path, int flags, out MatHandle mat);

    [LibraryImport(NativeLoader.Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int lcv_imwrite(string path, MatHandle image, int* prms, int count, out int done);
}
