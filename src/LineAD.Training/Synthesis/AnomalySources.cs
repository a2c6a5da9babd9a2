using System.Numerics;
using LineAD.Imaging;
using LineAD.Training.Procedural;

namespace LineAD.Training.Synthesis;

/// <summary>
/// What a drawn defect consists of: a foreign surface (procedural, where the parents use photographs of textures that are
/// licensed for research only), the part's own structure in disorder, another part's, material that is missing, or a
/// change of tone.
/// </summary>
internal static class AnomalySources
{
    private const int Tiles = 8;

    /// <summary>A surface of <see cref="TextureFactory"/>.</summary>
    public static Texture Foreign(Random random) => new TextureFactory(random).Draw();

    /// <summary>The part itself, changed in tone, in 8 × 8 tiles that have changed places (MemSeg's structural source).</summary>
    public static Texture Structural(RgbImage image, Random random)
    {
        var tone = ToneChange.Draw(random);
        var order = Enumerable.Range(0, Tiles * Tiles).ToArray();
        random.Shuffle(order);
        var (tileWidth, tileHeight) = (Math.Max(1, image.Width / Tiles), Math.Max(1, image.Height / Tiles));
        return (x, y) =>
        {
            var (column, row) = (Math.Min((int)x / tileWidth, Tiles - 1), Math.Min((int)y / tileHeight, Tiles - 1));
            var from = order[(row * Tiles) + column];
            var sourceX = ((from % Tiles) * tileWidth) + ((int)x - (column * tileWidth));
            var sourceY = ((from / Tiles) * tileHeight) + ((int)y - (row * tileHeight));
            return tone(Pixels.At(image, Math.Min(sourceX, image.Width - 1), Math.Min(sourceY, image.Height - 1)));
        };
    }

    /// <summary>Another good part, shifted by a tenth to a half of its size, wrapped around.</summary>
    public static Texture Donor(RgbImage donor, Random random)
    {
        var shiftX = (int)(donor.Width * random.Range(0.1f, 0.5f));
        var shiftY = (int)(donor.Height * random.Range(0.1f, 0.5f));
        return (x, y) => Pixels.At(donor, ((int)x + shiftX) % donor.Width, ((int)y + shiftY) % donor.Height);
    }

    /// <summary>Another good part in the same place: where its surface or light differ, a joint that no good part has.</summary>
    public static Texture Neighbour(RgbImage donor) => (x, y) => Pixels.At(donor, (int)x, (int)y);

    /// <summary>One colour with a little noise: the background's (a missing piece) or any (a deposit).</summary>
    public static Texture Flat(RgbImage image, Random random)
    {
        var colour = random.Chance(0.6) ? Pixels.Border(image) : random.Colour();
        var noise = new GradientNoise(random.Next());
        var (scale, strength) = (random.LogRange(0.02f, 0.5f), random.Range(0, 0.1f));
        return (x, y) => colour + new Vector3(strength * noise.At(x * scale, y * scale));
    }

    /// <summary>
    /// What lies beside the part, shifted to where the part is, darkened a little at times as in a shadow; the border's
    /// colour where the shift meets the part.
    /// </summary>
    public static Texture Background(PartPicture part, Random random)
    {
        var image = part.Image;
        var (border, shade) = (Pixels.Border(image), random.Chance(0.5) ? random.Range(0.3f, 1) : 1);
        var (shiftX, shiftY) = (random.Next(image.Width), random.Next(image.Height));
        var noise = new GradientNoise(random.Next());
        return (x, y) =>
        {
            var (fromX, fromY) = (((int)x + shiftX) % image.Width, ((int)y + shiftY) % image.Height);
            var isBeside = part.Area is not null && !part.Contains((fromY * image.Width) + fromX);
            return shade * (isBeside
                ? Pixels.At(image, fromX, fromY)
                : border + new Vector3(0.05f * noise.At(x * 0.6f, y * 0.6f)));
        };
    }

    /// <summary>The part itself, darker or, one time in four, brighter, by a little or by much: a crack, a scratch.</summary>
    public static Texture Contrast(RgbImage image, Random random)
    {
        var (level, share) = (random.Chance(0.75) ? random.Range(0, 0.15f) : random.Range(0.75f, 1), random.Range(0.25f, 0.95f));
        return (x, y) => Vector3.Lerp(Pixels.At(image, (int)x, (int)y), new Vector3(level), share);
    }

    /// <summary>The part itself, changed in tone.</summary>
    public static Texture Tone(RgbImage image, Random random)
    {
        var tone = ToneChange.Draw(random);
        return (x, y) => tone(Pixels.At(image, (int)x, (int)y));
    }
}
