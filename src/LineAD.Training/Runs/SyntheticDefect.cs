using System.Numerics;
using LineAD.Imaging;
using LineAD.Training.Procedural;

namespace LineAD.Training.Runs;

/// <summary>
/// Paints an unmistakable defect on a good part, for the bundle's self-test: a blob or scratch of a foreign surface
/// near the middle. It proves that a loaded model still tells bad from good; it says nothing about real defects.
/// </summary>
internal static class SyntheticDefect
{
    public static RgbImage Paint(RgbImage image, Random random)
    {
        var pixels = (byte[])image.Pixels.Clone();
        var side = Math.Min(image.Width, image.Height);
        var radius = side * random.Range(0.12f, 0.2f);
        var centre = new Vector2(image.Width * random.Range(0.4f, 0.6f), image.Height * random.Range(0.4f, 0.6f));
        var shape = new ShapeFactory(random).Draw(radius);
        var texture = new TextureFactory(random).Draw(random.Next(3, TextureFactory.Kinds));
        for (var i = 0; i < image.Width * image.Height; i++)
        {
            var (x, y) = (i % image.Width, i / image.Width);
            var cover = Math.Clamp(0.5f - shape(new Vector2(x, y) - centre), 0, 1);
            if (cover > 0)
            {
                Blend(pixels.AsSpan(3 * i, 3), Vector3.Clamp(texture(x, y), Vector3.Zero, Vector3.One) * 255, cover);
            }
        }

        return new RgbImage(pixels, image.Width, image.Height);
    }

    private static void Blend(Span<byte> pixel, Vector3 colour, float cover)
    {
        var old = new Vector3(pixel[0], pixel[1], pixel[2]);
        var mixed = Vector3.Lerp(old, colour, cover);
        (pixel[0], pixel[1], pixel[2]) = ((byte)mixed.X, (byte)mixed.Y, (byte)mixed.Z);
    }
}
