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

    /// <summary>One colour with a little noise: the background's (a missing piece) or any (a deposit).</summary>
    public static Texture Flat(RgbImage image, Random random)
    {
        var colour = random.Chance(0.6) ? Pixels.Border(image) : random.Colour();
        var noise = new GradientNoise(random.Next());
        var (scale, strength) = (random.LogRange(0.02f, 0.5f), random.Range(0, 0.1f));
        return (x, y) => colour + new Vector3(strength * noise.At(x * scale, y * scale));
    }

    /// <summary>The part itself, changed in tone.</summary>
    public static Texture Tone(RgbImage image, Random random)
    {
        var tone = ToneChange.Draw(random);
        return (x, y) => tone(Pixels.At(image, (int)x, (int)y));
    }
}
