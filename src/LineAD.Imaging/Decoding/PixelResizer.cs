using OpenCvSharp;

namespace LineAD.Imaging.Decoding;

/// <summary>
/// The one resize rule of the product: each axis by area when it shrinks and linearly when it grows, so that training,
/// calibration and serving see the same pixels.
/// </summary>
internal static class PixelResizer
{
    /// <summary>
    /// Resizes <paramref name="source"/> into <paramref name="target"/> (may be the same size: then a copy).
    /// </summary>
    public static void Resize(Mat source, Mat target, int width, int height)
    {
        var (fromWidth, fromHeight) = (source.Cols, source.Rows);
        if (fromWidth == width && fromHeight == height)
        {
            source.CopyTo(target);
        }
        else if ((fromWidth >= width) == (fromHeight >= height) || fromWidth == width || fromHeight == height)
        {
            var shrinks = fromWidth > width || fromHeight > height;
            One(source, target, width, height, shrinks);
        }
        else
        {
            // OpenCV's area rule turns into another one when either axis grows: one axis at a time.
            using var between = new Mat();
            One(source, between, Math.Min(fromWidth, width), Math.Min(fromHeight, height), shrinks: true);
            One(between, target, width, height, shrinks: false);
        }
    }

    private static void One(Mat source, Mat target, int width, int height, bool shrinks) =>
        Cv2.Resize(
            source, target, new Size(width, height), 0, 0,
            shrinks ? InterpolationFlags.Area : InterpolationFlags.Linear);
}
