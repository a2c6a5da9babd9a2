using LineAD.Core.Errors;
using OpenCvSharp;

namespace LineAD.Imaging.Decoding;

/// <summary>Payload bytes to RGB bytes of the wanted size. Bad input is an error value.</summary>
internal static class PixelReader
{
    // Two working pictures per thread: the pixels at model size before the channels are put in order, and the
    // demosaiced frame.
    [ThreadStatic]
    private static Mat? _resized;

    [ThreadStatic]
    private static Mat? _colored;

    /// <summary>Writes width × height × 3 RGB bytes to <paramref name="target"/>.</summary>
    public static unsafe FrameError Read(
        ReadOnlySpan<byte> payload, in ImageHeader header, int width, int height, Span<byte> target)
    {
        try
        {
            fixed (byte* from = payload)
            fixed (byte* to = target)
            {
                using var source = Open(payload, (nint)from, header);
                if (source.Empty() || source.Cols != header.Width || source.Rows != header.Height)
                {
                    return FrameError.ImageUndecodable;
                }

                using var rgb = Mat.FromPixelData(height, width, MatType.CV_8UC3, (nint)to);
                Convert(source, header, rgb);
                return FrameError.None;
            }
        }
        catch (OpenCVException)
        {
            return FrameError.ImageUndecodable;
        }
    }

    private static Mat Open(ReadOnlySpan<byte> payload, nint address, in ImageHeader header) => header.Format switch
    {
        ImageFormat.RawMono8 or ImageFormat.RawBayerRg8 =>
            Mat.FromPixelData(header.Height, header.Width, MatType.CV_8UC1, address),
        ImageFormat.RawRgb8 or ImageFormat.RawBgr8 =>
            Mat.FromPixelData(header.Height, header.Width, MatType.CV_8UC3, address),
        _ => Cv2.ImDecode(
            payload, (header.IsGrey ? ImreadModes.Grayscale : ImreadModes.Color) | ImreadModes.IgnoreOrientation),
    };

    private static void Convert(Mat source, in ImageHeader header, Mat rgb)
    {
        if (header.Format == ImageFormat.RawBayerRg8)
        {
            // GenICam names a mosaic by its first two pixels, OpenCV by the second row's second and third: RG is BG
            // there.
            var colored = _colored ??= new Mat();
            Cv2.CvtColor(source, colored, ColorConversionCodes.BayerBG2RGB);
            PixelResizer.Resize(colored, rgb, rgb.Cols, rgb.Rows);
        }
        else if (header.Format == ImageFormat.RawRgb8)
        {
            PixelResizer.Resize(source, rgb, rgb.Cols, rgb.Rows);
        }
        else
        {
            Order(source, header, rgb);
        }
    }

    private static void Order(Mat source, in ImageHeader header, Mat rgb)
    {
        var code = header.IsGrey ? ColorConversionCodes.GRAY2RGB : ColorConversionCodes.BGR2RGB;
        if (source.Cols == rgb.Cols && source.Rows == rgb.Rows)
        {
            Cv2.CvtColor(source, rgb, code);
            return;
        }

        // Resized first: fewer pixels to reorder, one channel instead of three for grey.
        var resized = _resized ??= new Mat();
        PixelResizer.Resize(source, resized, rgb.Cols, rgb.Rows);
        Cv2.CvtColor(resized, rgb, code);
    }
}
