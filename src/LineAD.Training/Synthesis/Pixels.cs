using System.Numerics;
using LineAD.Imaging;

namespace LineAD.Training.Synthesis;

/// <summary>Pixels of a picture as colours of 0 to 1.</summary>
internal static class Pixels
{
    private const float Levels = 255;

    /// <summary>The colour at a place.</summary>
    public static Vector3 At(RgbImage image, int x, int y)
    {
        var i = ((y * image.Width) + x) * 3;
        return new Vector3(image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2]) / Levels;
    }

    /// <summary>Writes a colour, rounded.</summary>
    public static void Set(byte[] pixels, int index, Vector3 colour)
    {
        var p = (Vector3.Clamp(colour, Vector3.Zero, Vector3.One) * Levels) + new Vector3(0.5f);
        (pixels[3 * index], pixels[(3 * index) + 1], pixels[(3 * index) + 2]) = ((byte)p.X, (byte)p.Y, (byte)p.Z);
    }

    /// <summary>Colour of the picture's border: the mean of its outermost pixels, usually the background.</summary>
    public static Vector3 Border(RgbImage image)
    {
        var (sum, count) = (Vector3.Zero, 0);
        for (var x = 0; x < image.Width; x++)
        {
            sum += At(image, x, 0) + At(image, x, image.Height - 1);
            count += 2;
        }

        for (var y = 0; y < image.Height; y++)
        {
            sum += At(image, 0, y) + At(image, image.Width - 1, y);
            count += 2;
        }

        return sum / count;
    }
}
