using System.Numerics;

namespace LineAD.Training.Procedural;

/// <summary>
/// Draws random surfaces: flat and shaded ones, octave noise, marble, stripes, checks, dots, wood, weave, speckle,
/// cells. Every surface is turned by a random angle and scaled log-uniformly.
/// </summary>
internal sealed class TextureFactory(Random random)
{
    /// <summary>Number of kinds; the kind of a surface is the label of the self-supervised task.</summary>
    public const int Kinds = 10;

    public Texture Draw() => Draw(random.Next(Kinds));

    public Texture Draw(int kind)
    {
        var a = random.Colour();
        var b = random.Chance(0.4)
            ? Vector3.Clamp(a + new Vector3(random.Range(-0.4f, 0.4f)), Vector3.Zero, Vector3.One)
            : random.Colour();
        var blend = Rotated(Pattern(kind));
        var warp = random.Chance(0.4) ? Warp() : null;
        return (x, y) =>
        {
            var (u, v) = warp?.Invoke(x, y) ?? (x, y);
            return Vector3.Lerp(a, b, Math.Clamp(blend(u, v), 0, 1));
        };
    }

    private static float Soft(float value, float width) => Math.Clamp(0.5f + (value / width), 0, 1);

    private Func<float, float, float> Pattern(int kind) => kind switch
    {
        0 => Gradient(),
        1 => Noise(),
        2 => Marble(),
        3 => Stripes(),
        4 => Checks(),
        5 => Dots(),
        6 => Wood(),
        7 => Weave(),
        8 => Speckle(),
        _ => Cells(),
    };

    private Func<float, float, float> Rotated(Func<float, float, float> pattern)
    {
        var (sin, cos) = MathF.SinCos(random.Range(0, MathF.Tau));
        var shift = random.Range(0, 1000);
        return (x, y) => pattern((cos * x) - (sin * y) + shift, (sin * x) + (cos * y) + shift);
    }

    private Func<float, float, (float X, float Y)> Warp()
    {
        var noise = new GradientNoise(random.Next());
        var scale = random.LogRange(0.005f, 0.05f);
        var strength = random.LogRange(1, 20);
        return (x, y) => (
            x + (strength * noise.At(x * scale, y * scale)), y + (strength * noise.At((x * scale) + 50, y * scale)));
    }

    private Func<float, float, float> Gradient()
    {
        var length = random.LogRange(60, 1000);
        var phase = random.NextSingle();
        return (x, _) => 0.5f + (0.5f * MathF.Sin((x / length) + (phase * MathF.Tau)));
    }

    private Func<float, float, float> Noise()
    {
        var noise = new GradientNoise(random.Next());
        var (scaleX, contrast) = (random.LogRange(0.01f, 0.4f), random.Range(0.5f, 2.5f));
        var scaleY = scaleX * random.LogRange(0.15f, 1);
        var (octaves, persistence) = (random.Next(1, 6), random.Range(0.4f, 0.9f));
        return (x, y) => 0.5f + (contrast * noise.Octaves(x * scaleX, y * scaleY, octaves, persistence));
    }

    private Func<float, float, float> Marble()
    {
        var noise = new GradientNoise(random.Next());
        var (scale, ridge) = (random.LogRange(0.01f, 0.15f), random.Range(2, 8));
        return (x, y) => ridge * MathF.Abs(noise.Octaves(x * scale, y * scale, 4, 0.6f));
    }

    private Func<float, float, float> Stripes()
    {
        var (period, duty, soft) = (random.LogRange(3, 60), random.Range(0.2f, 0.8f), random.LogRange(0.05f, 1));
        return (x, _) => Soft(MathF.Abs((x / period) - MathF.Floor(x / period) - 0.5f) - (duty / 2), soft);
    }

    private Func<float, float, float> Checks()
    {
        var (period, soft) = (random.LogRange(3, 50), random.LogRange(0.05f, 1.5f));
        return (x, y) => Soft(MathF.Sin(x * MathF.PI / period) * MathF.Sin(y * MathF.PI / period), soft);
    }

    private Func<float, float, float> Dots()
    {
        var noise = new GradientNoise(random.Next());
        var (period, radius) = (random.LogRange(5, 50), random.Range(0.15f, 0.45f));
        var jitter = random.Chance(0.5) ? random.Range(0, 0.4f) : 0;
        return (x, y) =>
        {
            var (cellX, cellY) = ((int)MathF.Floor(x / period), (int)MathF.Floor(y / period));
            var dx = (x / period) - cellX - 0.5f - (jitter * (noise.Cell(cellX, cellY) - 0.5f));
            var dy = (y / period) - cellY - 0.5f - (jitter * (noise.Cell(cellX + 71, cellY) - 0.5f));
            return Soft(radius - MathF.Sqrt((dx * dx) + (dy * dy)), 1.5f / period);
        };
    }

    private Func<float, float, float> Wood()
    {
        var noise = new GradientNoise(random.Next());
        var (period, waviness) = (random.LogRange(3, 30), random.Range(1, 6));
        return (x, y) =>
        {
            var bend = waviness * noise.At(x * 0.02f, y * 0.004f);
            return 0.5f + (0.4f * MathF.Sin((x / period * MathF.Tau / 3) + bend))
                + (0.4f * noise.At(x * 0.7f, y * 0.05f));
        };
    }

    private Func<float, float, float> Weave()
    {
        var period = random.LogRange(3, 25);
        return (x, y) =>
        {
            var over = ((int)MathF.Floor(x / period) + (int)MathF.Floor(y / period)) % 2 == 0;
            return MathF.Abs(MathF.Sin((over ? x : y) * MathF.PI / period)) * (over ? 1 : 0.7f);
        };
    }

    private Func<float, float, float> Speckle()
    {
        var noise = new GradientNoise(random.Next());
        var (size, density) = (random.LogRange(1, 4), random.Range(0.02f, 0.5f));
        return (x, y) => noise.Cell((int)MathF.Floor(x / size), (int)MathF.Floor(y / size)) < density ? 1 : 0;
    }

    private Func<float, float, float> Cells()
    {
        var noise = new GradientNoise(random.Next());
        var period = random.LogRange(6, 50);
        var edges = random.Chance(0.5);
        return (x, y) => Nearest(noise, x / period, y / period, edges);
    }

    private static float Nearest(GradientNoise noise, float x, float y, bool edges)
    {
        var (first, second) = (9f, 9f);
        var (cellX, cellY) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        for (var j = cellY - 1; j <= cellY + 1; j++)
        {
            for (var i = cellX - 1; i <= cellX + 1; i++)
            {
                var dx = i + noise.Cell(i, j) - x;
                var dy = j + noise.Cell(i + 913, j) - y;
                var distance = (dx * dx) + (dy * dy);
                second = Math.Min(second, Math.Max(first, distance));
                first = Math.Min(first, distance);
            }
        }

        return edges ? Soft(MathF.Sqrt(second) - MathF.Sqrt(first) - 0.08f, 0.1f) : MathF.Sqrt(first);
    }
}
