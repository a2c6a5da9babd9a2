namespace LineAD.Simulation.Parts.Defects;

/// <summary>A slightly bent groove: dark in the middle with a bright lip on one side.</summary>
internal sealed class Scratch : IPartFlaw
{
    private const int Points = 14;

    private readonly Stroke _stroke;
    private readonly double _width;
    private readonly double _contrast;

    public Scratch(Random random, double u, double v, double pixel)
    {
        _width = pixel * (1.1 + (0.9 * random.NextDouble()));
        _contrast = 0.11 + (0.15 * random.NextDouble());
        var (heading, bend) = (random.NextDouble() * 2 * Math.PI, (random.NextDouble() - 0.5) * 1.2);
        var step = (0.22 + (0.40 * random.NextDouble())) / Points;
        var points = new (double U, double V)[Points];
        for (var i = 0; i < Points; i++)
        {
            points[i] = (u, v);
            u += step * Math.Cos(heading);
            v += step * Math.Sin(heading);
            heading += (bend / Points) + ((random.NextDouble() - 0.5) * 0.06);
        }

        _stroke = new Stroke(points, 5 * _width);
    }

    public FlawEffect At(double u, double v)
    {
        var (distance, side, along) = _stroke.Nearest(u, v);
        if (double.IsInfinity(distance))
        {
            return FlawEffect.None;
        }

        var fade = Shading.Step(0, 0.12, along) * Shading.Step(1, 0.88, along);
        var width = _width * (0.6 + (0.4 * fade));
        var groove = Shading.Ridge(distance, width);
        var lip = Shading.Ridge(side - (1.6 * width), width);
        return new FlawEffect(
            Shading.Step(2.4 * width, 1.2 * width, distance), 1,
            _contrast * (0.4 + (0.6 * fade)) * ((0.9 * lip) - groove));
    }
}
