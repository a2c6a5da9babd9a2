using System.Runtime.InteropServices;
using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <content>Components and contours.</content>
public static partial class Cv2
{
    /// <summary>Returns the number of labels, background (0) included.</summary>
    public static int ConnectedComponentsWithStats(
        InputArray image, OutputArray labels, OutputArray stats, OutputArray centroids,
        PixelConnectivity connectivity = PixelConnectivity.Connectivity8) =>
        ConnectedComponentsWithStats(image, labels, stats, centroids, connectivity, MatType.CV_32SC1);

    public static int ConnectedComponentsWithStats(
        InputArray image, OutputArray labels, OutputArray stats, OutputArray centroids,
        PixelConnectivity connectivity, MatType ltype)
    {
        Check.Ok(NativeMethods.lcv_connected_components(
            In(image), Out(labels), Out(stats), Out(centroids), (int)connectivity, ltype.Value, out var count));
        return count;
    }

    public static unsafe void FindContours(
        InputArray image, out Point[][] contours, out HierarchyIndex[] hierarchy, RetrievalModes mode,
        ContourApproximationModes method, Point? offset = null)
    {
        var shift = offset ?? default;
        Check.Ok(NativeMethods.lcv_find_contours(
            In(image), (int)mode, (int)method, shift.X, shift.Y, out var ints, out var data, out var length));
        try
        {
            ReadContours(new ReadOnlySpan<int>(data, checked((int)length)), out contours, out hierarchy);
        }
        finally
        {
            NativeMethods.lcv_ints_delete(ints);
        }
    }

    public static unsafe Point[] ApproxPolyDP(IEnumerable<Point> curve, double epsilon, bool closed)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var points = curve.ToArray();
        fixed (Point* first = points)
        {
            Check.Ok(NativeMethods.lcv_approx_poly_dp(first, points.Length, epsilon, closed ? 1 : 0, out var kept));
            return points[..kept];
        }
    }

    public static unsafe Rect BoundingRect(IEnumerable<Point> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var points = curve.ToArray();
        fixed (Point* first = points)
        {
            Check.Ok(NativeMethods.lcv_bounding_rect(first, points.Length, out var rect));
            return rect;
        }
    }

    public static unsafe double ContourArea(IEnumerable<Point> contour, bool oriented = false)
    {
        ArgumentNullException.ThrowIfNull(contour);
        var points = contour.ToArray();
        fixed (Point* first = points)
        {
            Check.Ok(NativeMethods.lcv_contour_area(first, points.Length, oriented ? 1 : 0, out var area));
            return area;
        }
    }

    private static void ReadContours(
        ReadOnlySpan<int> flat, out Point[][] contours, out HierarchyIndex[] hierarchy)
    {
        var n = flat[0];
        contours = new Point[n][];
        hierarchy = new HierarchyIndex[n];
        var points = MemoryMarshal.Cast<int, Point>(flat[(1 + (5 * n))..]);
        for (var i = 0; i < n; i++)
        {
            var entry = flat.Slice(1 + n + (4 * i), 4);
            hierarchy[i] = new HierarchyIndex(entry[0], entry[1], entry[2], entry[3]);
            contours[i] = points[..flat[1 + i]].ToArray();
            points = points[flat[1 + i]..];
        }
    }
}
