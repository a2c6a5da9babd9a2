using LineAD.Imaging;

namespace LineAD.Training.Learning;

/// <summary>Applies <see cref="AugmentationOptions"/> by lot.</summary>
internal static class Augmenter
{
    public static RgbImage Apply(RgbImage image, AugmentationOptions options, Random random)
    {
        var shiftX = random.Next(-options.MaxShift, options.MaxShift + 1);
        var shiftY = random.Next(-options.MaxShift, options.MaxShift + 1);
        var flipX = options.FlipHorizontal && random.Next(2) == 1;
        var flipY = options.FlipVertical && random.Next(2) == 1;
        var gain = 1 + (options.Brightness * ((2 * random.NextDouble()) - 1));
        var pixels = new byte[image.Pixels.Length];
        for (var y = 0; y < image.Height; y++)
        {
            var row = Source(y, image.Height, flipY, shiftY) * image.Width;
            for (var x = 0; x < image.Width; x++)
            {
                var from = (row + Source(x, image.Width, flipX, shiftX)) * 3;
                var to = ((y * image.Width) + x) * 3;
                for (var channel = 0; channel < 3; channel++)
                {
                    pixels[to + channel] = (byte)Math.Min(255, (image.Pixels[from + channel] * gain) + 0.5);
                }
            }
        }

        return new RgbImage(pixels, image.Width, image.Height);
    }

    private static int Source(int position, int size, bool flip, int shift) =>
        Math.Clamp((flip ? size - 1 - position : position) + shift, 0, size - 1);
}
