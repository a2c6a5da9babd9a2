using OpenCvSharp;

namespace LineAD.Imaging.Tests;

/// <summary>Seeded pictures and their encodings.</summary>
internal static class Pictures
{
    public static Mat Random(int width, int height, int channels, int seed)
    {
        var mat = new Mat(height, width, MatType.CV_8UC(channels));
        new Random(seed).NextBytes(mat.AsSpan<byte>());
        return mat;
    }

    /// <summary>A smooth picture with a different ramp in each channel (BGR).</summary>
    public static Mat Smooth(int width, int height)
    {
        var mat = new Mat(height, width, MatType.CV_8UC3);
        var pixels = mat.AsSpan<Vec3b>();
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = int.DivRem(i, width);
            var diagonal = 40 + (100 * x * y / (width * height));
            pixels[i] = new Vec3b((byte)(255 * x / width), (byte)(255 * y / height), (byte)diagonal);
        }

        return mat;
    }

    public static byte[] Encode(Mat mat, string extension, int quality = 90) =>
        mat.ToBytes(extension, extension == ".jpg" ? [new ImageEncodingParam(ImwriteFlags.JpegQuality, quality)] : []);

    public static byte[] Bytes(Mat mat)
    {
        using var copy = mat.Clone();
        return copy.AsSpan<byte>().ToArray();
    }
}
