namespace LineAD.Simulation.Parts.Defects;

/// <summary>A piece broken out of the rim: belt shows through, and the break is rough.</summary>
internal sealed class Bite : IPartFlaw
{
    private readonly double _u;
    private readonly double _v;
    private readonly double _radius;
    private readonly double _pixel;
    private readonly ValueNoise _break;

    public Bite(Random random, double pixel, uint seed)
    {
        var angle = random.NextDouble() * 2 * Math.PI;
        var center = 1.0 + (0.03 * random.NextDouble());
        (_u, _v) = (center * Math.Cos(angle), center * Math.Sin(angle));
        _radius = 0.09 + (0.10 * random.NextDouble());
        _pixel = pixel;
        _break = new ValueNoise(seed);
    }

    public FlawEffect At(double u, double v)
    {
        var distance = Math.Sqrt(((u - _u) * (u - _u)) + ((v - _v) * (v - _v)));
        if (distance > 2 * _radius)
        {
            return FlawEffect.None;
        }

        var edge = distance - (_radius * (1 + (0.28 * _break.Fractal(u * 14, v * 14, 3))));
        var removed = Shading.Step(_pixel, -_pixel, edge);
        var burr = Shading.Ridge(edge - (2 * _pixel), 2 * _pixel);
        return new FlawEffect(removed, 1, 0.16 * burr, 0, removed);
    }
}
