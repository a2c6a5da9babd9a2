namespace LineAD.Simulation.Parts;

/// <summary>Seeded smooth noise between -1 and 1: hashed lattice values, blended with a cubic ramp.</summary>
internal readonly struct ValueNoise(uint seed)
{
    public double At(double x, double y)
    {
        var (x0, y0) = (Math.Floor(x), Math.Floor(y));
        var (fx, fy) = (Ramp(x - x0), Ramp(y - y0));
        var (ix, iy) = ((int)x0, (int)y0);
        var top = Mix(Lattice(ix, iy), Lattice(ix + 1, iy), fx);
        var bottom = Mix(Lattice(ix, iy + 1), Lattice(ix + 1, iy + 1), fx);
        return Mix(top, bottom, fy);
    }

    /// <summary>Several octaves, each of half the size and strength.</summary>
    public double Fractal(double x, double y, int octaves)
    {
        var (sum, strength) = (0.0, 0.5);
        for (var i = 0; i < octaves; i++)
        {
            sum += strength * At(x, y);
            (x, y, strength) = ((x * 2) + 17.3, (y * 2) + 9.1, strength / 2);
        }

        return sum;
    }

    /// <summary>Unsmoothed noise of one pixel, close to a normal distribution of deviation 1.</summary>
    public double Grain(int x, int y)
    {
        var h = Hash(x, y);
        var sum = (h & 0xFF) + ((h >> 8) & 0xFF) + ((h >> 16) & 0xFF) + (h >> 24);
        return (sum - 510.0) / 147.8;
    }

    private static double Ramp(double t) => t * t * (3 - (2 * t));

    private static double Mix(double a, double b, double t) => a + ((b - a) * t);

    private double Lattice(int x, int y) => (Hash(x, y) * (2.0 / uint.MaxValue)) - 1;

    private uint Hash(int x, int y)
    {
        var h = seed ^ ((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u);
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        return h ^ (h >> 15);
    }
}
