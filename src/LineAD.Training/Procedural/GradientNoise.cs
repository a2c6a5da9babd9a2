using System.Numerics;

namespace LineAD.Training.Procedural;

/// <summary>Seeded two-dimensional gradient noise (Perlin, with the quintic fade) and its octave sum.</summary>
internal sealed class GradientNoise(int seed)
{
    private readonly uint _seed = (uint)seed * 2654435761u;

    /// <summary>Noise at a point in lattice units; about -0.7 to 0.7, 0 at the lattice points.</summary>
    public float At(float x, float y)
    {
        var cellX = (int)MathF.Floor(x);
        var cellY = (int)MathF.Floor(y);
        var dx = x - cellX;
        var dy = y - cellY;
        var u = Fade(dx);
        var top = Lerp(Dot(cellX, cellY, dx, dy), Dot(cellX + 1, cellY, dx - 1, dy), u);
        var bottom = Lerp(Dot(cellX, cellY + 1, dx, dy - 1), Dot(cellX + 1, cellY + 1, dx - 1, dy - 1), u);
        return Lerp(top, bottom, Fade(dy));
    }

    /// <summary>
    /// Sum of octaves, each at twice the frequency and <paramref name="persistence"/> times the amplitude.
    /// </summary>
    public float Octaves(float x, float y, int octaves, float persistence)
    {
        var sum = 0f;
        var amplitude = 1f;
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += amplitude * At(x + (octave * 17.3f), y + (octave * 9.7f));
            amplitude *= persistence;
            x *= 2;
            y *= 2;
        }

        return sum;
    }

    /// <summary>A white value in 0..1 of a lattice cell.</summary>
    public float Cell(int x, int y) => (Hash(x, y) & 0xFFFFFF) / 16777216f;

    private static float Fade(float t) => t * t * t * ((t * ((t * 6) - 15)) + 10);

    private static float Lerp(float a, float b, float t) => a + ((b - a) * t);

    private float Dot(int x, int y, float dx, float dy)
    {
        var angle = Cell(x, y) * MathF.Tau;
        return Vector2.Dot(new Vector2(MathF.Cos(angle), MathF.Sin(angle)), new Vector2(dx, dy));
    }

    private uint Hash(int x, int y)
    {
        var h = _seed ^ ((uint)x * 0x85EBCA6Bu) ^ ((uint)y * 0xC2B2AE35u);
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        return h ^ (h >> 15);
    }
}
