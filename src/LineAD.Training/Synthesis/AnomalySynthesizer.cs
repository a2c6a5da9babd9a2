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

    private const float LeastOpacity = 0.25f;

    // Drawn at full strength alone, defects teach a head to wait for strong ones, and real cracks on dark parts are faint.
    private const double FaintShare = 0.5;
    private const int Attempts = 8;
    private const int LeastPixels = 24;

    // A part that is different all over has no defect that could be outlined.
    private const double MostOfPart = 0.7;

    // Mean difference inside the region, largest channel, grey levels; less is the camera's noise.
    private const double LeastDifference = 3;

    /// <summary>Draws one.</summary>
    /// <param name="part">Good part; stays as it is.</param>
    /// <param name="donor">Another good part of the same size; may be the same.</param>
    /// <param name="random">Where the lot comes from.</param>
    public static SyntheticAnomaly Draw(PartPicture part, PartPicture donor, Random random)
    {
        var image = part.Image;
        if (random.Chance(CleanShare))
        {
            return new SyntheticAnomaly(image, new bool[image.Width * image.Height]);
        }

        var drawn = Corrupted(part, donor, random);
        for (var attempt = 1; attempt < Attempts && !IsUsable(part, drawn); attempt++)
        {
            drawn = Corrupted(part, donor, random);
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

    private static bool IsUsable(PartPicture part, SyntheticAnomaly drawn) =>
        drawn.Mask.Count(inside => inside) is var count && count >= LeastPixels && count <= MostOfPart * part.Pixels
        && Difference(part.Image, drawn) >= LeastDifference;

    private static SyntheticAnomaly Corrupted(PartPicture part, PartPicture donor, Random random)
    {
        var (mask, source, opacity) = Choose(part, donor, random);
        opacity *= random.Chance(FaintShare) ? random.Range(LeastOpacity, 1) : 1;
        var image = part.Image;
        var pixels = (byte[])image.Pixels.Clone();
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i])
            {
                var (x, y) = (i % image.Width, i / image.Width);
                var colour = Vector3.Clamp(source(x, y), Vector3.Zero, Vector3.One);
                var mixed = Vector3.Lerp(Pixels.At(image, x, y), colour, opacity);
                Pixels.Set(pixels, i, part.IsGrey ? new Vector3((mixed.X + mixed.Y + mixed.Z) / 3) : mixed);
            }
        }

        return new SyntheticAnomaly(new RgbImage(pixels, image.Width, image.Height), mask);
    }

    // Gaps show what is behind the part, cracks are dark, uneven areas differ in tone or surface; other regions may be anything.
    private static (bool[] Mask, Texture Source, float Opacity) Choose(PartPicture part, PartPicture donor, Random random)
    {
        var kind = random.Next(20);
        if (kind < 5)
        {
            return Filled(DefectRegion.Gap(part, random), 0.8, Behind(part, random));
        }

        if (kind < 8)
        {
            return Filled(DefectRegion.Crack(part, random), 0.7, () => AnomalySources.Contrast(part.Image, random));
        }

        if (kind < 11)
        {
            return Filled(DefectRegion.Side(part, random), 0.9, () => random.Chance(0.5)
                ? AnomalySources.Tone(part.Image, random)
                : AnomalySources.Neighbour(donor.Image));
        }

        var (width, height) = (part.Image.Width, part.Image.Height);
        var region = kind < 15 ? PerlinMask.Draw(width, height, random) : ShapeMask.Draw(width, height, part.Inside(random), random);
        return Filled(DefectRegion.OnPart(part, region), 0, Behind(part, random));

        (bool[] Mask, Texture Source, float Opacity) Filled(bool[] mask, double usual, Func<Texture> source)
        {
            var (other, opacity) = random.Chance(usual) ? (source(), 1f) : Source(part.Image, donor.Image, random);
            return (mask, other, opacity);
        }
    }

    private static Func<Texture> Behind(PartPicture part, Random random) => () => AnomalySources.Background(part, random);

    private static (Texture Source, float Opacity) Source(RgbImage image, RgbImage donor, Random random) =>
        random.Next(10) switch
        {
            0 or 1 => (AnomalySources.Foreign(random), random.Range(LeastOpacity, 1)),
            2 => (AnomalySources.Structural(image, random), random.Range(LeastOpacity, 1)),
            3 => (AnomalySources.Donor(donor, random), 1),
            4 or 5 => (AnomalySources.Flat(image, random), random.Range(0.5f, 1)),
            6 => (AnomalySources.Contrast(image, random), 1),
            _ => (AnomalySources.Tone(image, random), 1),
        };
}
