using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

/// <summary>The shim's exports; each returns 0, or 1 with the error kept (see Check).</summary>
internal static unsafe partial class NativeMethods
{
    static NativeMethods() => NativeLoader.Register();

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_last_error(
        out int code, out int line, byte** function, byte** message, byte** file);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_version(byte* text, int capacity);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_set_num_threads(int n);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_get_num_threads(out int n);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_ints_delete(nint ints);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_new(out MatHandle mat);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_new_sized(int rows, int cols, int type, out MatHandle mat);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_new_filled(int rows, int cols, int type, in Scalar value, out MatHandle mat);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_new_data(int rows, int cols, int type, nint data, long step, out MatHandle mat);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_new_roi(MatHandle m, int x, int y, int w, int h, out MatHandle mat);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_delete(nint mat);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_info(MatHandle m, out MatInfo info);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_create(MatHandle m, int rows, int cols, int type);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_clone(MatHandle m, out MatHandle mat);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_copy_to(MatHandle m, MatHandle dst, MatHandle mask);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_convert_to(MatHandle m, MatHandle dst, int type, double alpha, double beta);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_set_to(MatHandle m, in Scalar value, MatHandle mask);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mat_reshape(MatHandle m, int channels, int rows, out MatHandle mat);
}
