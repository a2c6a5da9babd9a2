using System.Numerics;
using LineAD.Imaging;
using LineAD.Training.Procedural;

namespace LineAD.Training.Synthesis;

/// <summary>
/// Draws defects on good parts for training: a region, something to fill it with, and how opaque it is. The same random
/// generator state gives the same picture. A defect that nobody would see is drawn again.
/// </summary>
public static class AnomalySynthesizer
{
    /// <summary>Share of pictures left as they are: heads must also see parts without any defect.</summary>
    internal const double CleanShare = 0.2;

    private const double PerlinShare = 0.6;
    private const float LeastOpacity = 0.25f;
    private const int Attempts = 8;

    // Mean difference inside the region, largest channel, grey levels; less is noise to the head as it is to the eye.
    private const double LeastDifference = 10;

    /// <summary>Draws one.</summary>
    /// <param name="image">Good part; stays as it is.</param>
    /// <param name="donor">Another good part of the same size; may be the same.</param>
    /// <param name="random">Where the lot comes from.</param>
    public static SyntheticAnomaly Draw(RgbImage image, RgbImage donor, Random random)
    {
        if (random.Chance(CleanShare))
        {
            return new SyntheticAnomaly(image, new bool[image.Width * image.Height]);
        }

        var drawn = Corrupted(image, donor, random);
        for (var attempt = 1; attempt < Attempts && Difference(image, drawn) < LeastDifference; attempt++)
        {
            drawn = Corrupted(image, donor, random);
        }

        return drawn;
    }

    /// <summary>Mean over the region of the largest channel's difference, grey levels; 0 for an empty region.</summary>
    internal static double Difference(RgbImage image, SyntheticAnomaly drawn)
    {
        var (sum, count) = (0L, 0);
        for (var i = 0; i < drawn.Mask.Length; i++)
        {
            if (drawn.Mask[i])
            {
                count++;
                sum += Enumerable.Range(3 * i, 3).Max(k => Math.Abs(image.Pixels[k] - drawn.Image.Pixels[k]));
            }
        }

        return count == 0 ? 0 : (double)sum / count;
    }

    private static SyntheticAnomaly Corrupted(RgbImage image, RgbImage donor, Random random)
    {
        var mask = random.Chance(PerlinShare)
            ? PerlinMask.Draw(image.Width, image.Height, random)
            : ShapeMask.Draw(image.Width, image.Height, random);
        var (source, opacity) = Source(image, donor, random);
        var pixels = (byte[])image.Pixels.Clone();
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i])
            {
                var (x, y) = (i % image.Width, i / image.Width);
                var colour = Vector3.Clamp(source(x, y), Vector3.Zero, Vector3.One);
                Pixels.Set(pixels, i, Vector3.Lerp(Pixels.At(image, x, y), colour, opacity));
            }
        }

        return new SyntheticAnomaly(new RgbImage(pixels, image.Width, image.Height), mask);
    }

    private static (Texture Source, float Opacity) Source(RgbImage image, RgbImage donor, Random random) =>
        random.Next(10) switch
        {
            0 or 1 or 2 => (AnomalySources.Foreign(random), random.Range(LeastOpacity, 1)),
            3 or 4 => (AnomalySources.Structural(image, random), random.Range(LeastOpacity, 1)),
            5 => (AnomalySources.Donor(donor, random), 1),
            6 or 7 => (AnomalySources.Flat(image, random), random.Range(0.5f, 1)),
            _ => (AnomalySources.Tone(image, random), 1),
        };
}
