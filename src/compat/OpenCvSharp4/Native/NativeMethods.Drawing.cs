using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_rectangle(MatHandle image, int x, int y, int width, int height, in Pen pen);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_circle(MatHandle image, int x, int y, int radius, in Pen pen);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_line(MatHandle image, int x1, int y1, int x2, int y2, in Pen pen);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_ellipse(
        MatHandle image, int x, int y, int axisX, int axisY, double angle, double start, double end, in Pen pen);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_fill_poly(
        MatHandle image, Point* points, int* counts, int n, in Pen pen, int dx, int dy);

    [LibraryImport(NativeLoader.Library)]
    internal static partial int lcv_polylines(
        MatHandle image, Point* points, int* counts, int n, int closed, in Pen pen);

    [LibraryImport(NativeLoader.Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int lcv_put_text(
        MatHandle image, string text, int x, int y, int font, double scale, in Pen pen, int bottomLeft);

    [LibraryImport(NativeLoader.Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int lcv_text_size(
        string text, int font, double scale, int thickness, out int width, out int height, out int baseline);
}
