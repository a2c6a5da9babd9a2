using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_connected_components(
        MatHandle image, MatHandle labels, MatHandle stats, MatHandle centroids, int connectivity, int type,
        out int count);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_find_contours(
        MatHandle image, int mode, int method, int dx, int dy, out nint ints, out int* data, out long length);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_approx_poly_dp(Point* points, int count, double epsilon, int closed, out int kept);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_bounding_rect(Point* points, int count, out Rect rect);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_contour_area(Point* points, int count, int oriented, out double area);
}
