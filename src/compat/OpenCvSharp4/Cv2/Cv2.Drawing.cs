using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <content>Drawing (thickness -1 fills).</content>
public static partial class Cv2
{
    public static void Rectangle(
        Mat img, Rect rect, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Check.Ok(NativeMethods.lcv_rectangle(
            Out(img), rect.X, rect.Y, rect.Width, rect.Height, new Pen(color, thickness, lineType, shift)));

    public static void Circle(
        InputOutputArray img, Point center, int radius, Scalar color, int thickness = 1,
        LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Check.Ok(NativeMethods.lcv_circle(
            Out(img), center.X, center.Y, radius, new Pen(color, thickness, lineType, shift)));

    public static void Line(
        InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1,
        LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Check.Ok(NativeMethods.lcv_line(
            Out(img), pt1.X, pt1.Y, pt2.X, pt2.Y, new Pen(color, thickness, lineType, shift)));

    public static void Ellipse(
        InputOutputArray img, Point center, Size axes, double angle, double startAngle, double endAngle, Scalar color,
        int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Check.Ok(NativeMethods.lcv_ellipse(
            Out(img), center.X, center.Y, axes.Width, axes.Height, angle, startAngle, endAngle,
            new Pen(color, thickness, lineType, shift)));

    public static unsafe void FillPoly(
        Mat img, IEnumerable<IEnumerable<Point>> pts, Scalar color, LineTypes lineType = LineTypes.Link8,
        int shift = 0, Point? offset = null)
    {
        var (points, counts) = FlatPolygons(pts);
        var move = offset ?? default;
        fixed (Point* first = points)
        fixed (int* count = counts)
        {
            Check.Ok(NativeMethods.lcv_fill_poly(
                Out(img), first, count, counts.Length, new Pen(color, 1, lineType, shift), move.X, move.Y));
        }
    }

    public static unsafe void Polylines(
        Mat img, IEnumerable<IEnumerable<Point>> pts, bool isClosed, Scalar color, int thickness = 1,
        LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        var (points, counts) = FlatPolygons(pts);
        fixed (Point* first = points)
        fixed (int* count = counts)
        {
            Check.Ok(NativeMethods.lcv_polylines(
                Out(img), first, count, counts.Length, isClosed ? 1 : 0, new Pen(color, thickness, lineType, shift)));
        }
    }

    public static void PutText(
        InputOutputArray img, string text, Point org, HersheyFonts fontFace, double fontScale, Scalar color,
        int thickness = 1, LineTypes lineType = LineTypes.Link8, bool bottomLeftOrigin = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Check.Ok(NativeMethods.lcv_put_text(
            Out(img), text, org.X, org.Y, (int)fontFace, fontScale, new Pen(color, thickness, lineType, 0),
            bottomLeftOrigin ? 1 : 0));
    }

    public static Size GetTextSize(
        string text, HersheyFonts fontFace, double fontScale, int thickness, out int baseLine)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Check.Ok(NativeMethods.lcv_text_size(
            text, (int)fontFace, fontScale, thickness, out var width, out var height, out baseLine));
        return new Size(width, height);
    }

    private static (Point[] Points, int[] Counts) FlatPolygons(IEnumerable<IEnumerable<Point>> pts)
    {
        ArgumentNullException.ThrowIfNull(pts);
        var polygons = pts.Select(p => p.ToArray()).ToArray();
        return (polygons.SelectMany(p => p).ToArray(), Array.ConvertAll(polygons, p => p.Length));
    }
}
