using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_resize(
        MatHandle src, MatHandle dst, int width, int height, double fx, double fy, int interpolation);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_cvt_color(MatHandle src, MatHandle dst, int code, int channels);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_apply_color_map(MatHandle src, MatHandle dst, int map);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_gaussian_blur(
        MatHandle src, MatHandle dst, int width, int height, double sigmaX, double sigmaY, int border);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_threshold(
        MatHandle src, MatHandle dst, double threshold, double maximum, int type, out double used);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_morphology_ex(
        MatHandle src, MatHandle dst, int operation, MatHandle element, int anchorX, int anchorY, int iterations,
        int border, Scalar* value);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_get_structuring_element(int shape, int width, int height, out MatHandle mat);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_warp_affine(
        MatHandle src, MatHandle dst, MatHandle m, int width, int height, int flags, int border, in Scalar value);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_get_rotation_matrix(
        float x, float y, double angle, double scale, out MatHandle mat);
}
