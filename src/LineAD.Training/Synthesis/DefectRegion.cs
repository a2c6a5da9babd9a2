using System.Numerics;
using LineAD.Training.Procedural;

namespace LineAD.Training.Synthesis;

/// <summary>
/// Regions that neither thresholded noise nor closed outlines give: a gap that reaches from the outline into the part, a
/// crack, and an area of which only one border lies on the part.
/// </summary>
internal static class DefectRegion
{
    private const float CrackStep = 2;

    /// <summary>A wedge with rough flanks from the outline inwards: a bite, a chip, a break.</summary>
    public static bool[] Gap(PartPicture part, Random random)
    {
        var mouth = part.Outline(random);
        var length = part.Extent * random.LogRange(0.1f, 0.9f);
        var width = MathF.Max(3, length * random.LogRange(0.15f, 1.2f));
        var inwards = Angle(part.Centre - mouth) + random.Range(-0.8f, 0.8f);
        var (sin, cos) = MathF.SinCos(inwards);
        var (noise, rough, taper) = (new GradientNoise(random.Next()), random.Range(0.1f, 0.6f), random.Range(0.4f, 1.2f));
        var (scale, bend) = (random.Range(2, 8) / length, random.Range(-0.3f, 0.3f));
        return Fill(part, (x, y) =>
        {
            var (dx, dy) = (x - mouth.X, y - mouth.Y);
            var along = (cos * dx) + (sin * dy);
            if (along < -width || along > length)
            {
                return false;
            }

            var across = (cos * dy) - (sin * dx) - (bend * along * along / length);
            var half = width / 2 * MathF.Pow(1 - (MathF.Max(along, 0) / length), taper);
            return MathF.Abs(across + (rough * width * noise.At(x * scale, y * scale))) < half;
        });
    }

    /// <summary>A line that wanders, of changing width, tapered at its ends.</summary>
    public static bool[] Crack(PartPicture part, Random random)
    {
        var mask = new bool[part.Image.Width * part.Image.Height];
        var place = random.Chance(0.5) ? part.Outline(random) : part.Inside(random);
        var angle = random.Chance(0.7) ? Angle(part.Centre - place) + random.Range(-0.6f, 0.6f) : random.Range(0, MathF.Tau);
        var steps = Math.Max(4, (int)(part.Extent * random.LogRange(0.1f, 1) / CrackStep));
        // Along the picture's axes, as many surfaces have a grain along which they break.
        angle = random.Chance(0.25) ? random.Next(4) * MathF.PI / 2 : angle;
        var (radius, turn) = (random.LogRange(0.7f, 4), random.LogRange(0.01f, 0.35f));
        for (var step = 0; step < steps; step++)
        {
            var taper = MathF.Min(1, 4 * MathF.Min(step + 1, steps - step) / (float)steps);
            Dot(part, mask, place, MathF.Max(0.6f, radius * taper * random.Range(0.7f, 1.2f)));
            angle += random.Range(-turn, turn);
            var (sin, cos) = MathF.SinCos(angle);
            place += CrackStep * new Vector2(cos, sin);
        }

        return mask;
    }

    /// <summary>The part on one side of a wavy line.</summary>
    public static bool[] Side(PartPicture part, Random random)
    {
        var through = part.Inside(random);
        var (sin, cos) = MathF.SinCos(random.Chance(0.5) ? random.Next(4) * MathF.PI / 2 : random.Range(0, MathF.Tau));
        var (noise, scale) = (new GradientNoise(random.Next()), random.Range(1, 6) / part.Extent);
        var wave = part.Extent * random.Range(0, 0.15f);
        return Fill(part, (x, y) =>
            (cos * (x - through.X)) + (sin * (y - through.Y)) > wave * noise.At(x * scale, y * scale));
    }

    /// <summary>What of a region lies on the part.</summary>
    public static bool[] OnPart(PartPicture part, bool[] region)
    {
        for (var i = 0; i < region.Length; i++)
        {
            region[i] &= part.Contains(i);
        }

        return region;
    }

    private static float Angle(Vector2 direction) => MathF.Atan2(direction.Y, direction.X);

    private static bool[] Fill(PartPicture part, Func<int, int, bool> isInside)
    {
        var width = part.Image.Width;
        var mask = new bool[width * part.Image.Height];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = part.Contains(i) && isInside(i % width, i / width);
        }

        return mask;
    }

    private static void Dot(PartPicture part, bool[] mask, Vector2 centre, float radius)
    {
        var image = part.Image;
        for (var y = Math.Max(0, (int)(centre.Y - radius)); y <= Math.Min(image.Height - 1, centre.Y + radius); y++)
        {
            for (var x = Math.Max(0, (int)(centre.X - radius)); x <= Math.Min(image.Width - 1, centre.X + radius); x++)
            {
                var i = (y * image.Width) + x;
                mask[i] |= part.Contains(i) && Vector2.DistanceSquared(new Vector2(x, y), centre) <= radius * radius;
            }
        }
    }
}
