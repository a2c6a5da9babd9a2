using OpenCvSharp;

namespace LineAD.Imaging;

/// <summary>PNG and JPEG encoding with the product's settings.</summary>
internal static class PngCodec
{
    // Level 3 is within a few per cent of the best size for masks and overlays at a fraction of the time.
    private const int Level = 3;

    public static byte[] Encode(Mat image)
    {
        Cv2.ImEncode(".png", image, out var bytes, new ImageEncodingParam(ImwriteFlags.PngCompression, Level));
        return bytes;
    }

    public static byte[] EncodeJpeg(Mat image, int quality)
    {
        Cv2.ImEncode(".jpg", image, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        return bytes;
    }
}
