using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_add_weighted(
        MatHandle a, double alpha, MatHandle b, double beta, double gamma, MatHandle dst, int dtype);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_add(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask, int dtype);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_multiply(MatHandle a, MatHandle b, MatHandle dst, double scale, int dtype);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_min_max_loc(
        MatHandle m, out double least, out double most, out Point leastAt, out Point mostAt, MatHandle mask);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_mean_std_dev(MatHandle m, out Scalar mean, out Scalar deviation, MatHandle mask);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_count_non_zero(MatHandle m, out int count);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_merge(nint* planes, int count, MatHandle dst);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_extract_channel(MatHandle m, MatHandle dst, int channel);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_flip(MatHandle src, MatHandle dst, int code);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_copy_make_border(
        MatHandle src, MatHandle dst, int top, int bottom, int left, int right, int kind, in Scalar value);
}
