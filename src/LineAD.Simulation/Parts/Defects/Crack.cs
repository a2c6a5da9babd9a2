namespace LineAD.Simulation.Parts.Defects;

/// <summary>A dark, jagged line from an edge inwards, with a branch.</summary>
internal sealed class Crack : IPartFlaw
{
    private readonly List<Stroke> _strokes = [];
    private readonly double _width;

    public Crack(Random random, double pixel)
    {
        _width = pixel * (0.9 + (0.6 * random.NextDouble()));
        var angle = random.NextDouble() * 2 * Math.PI;
        var isInner = random.NextDouble() < 0.4;
        var start = isInner ? 0.21 : 0.99;
        var heading = angle + (isInner ? 0 : Math.PI) + ((random.NextDouble() - 0.5) * 0.7);
        var length = 0.18 + (0.22 * random.NextDouble());
        var trunk = Walk(random, start * Math.Cos(angle), start * Math.Sin(angle), heading, length);
        _strokes.Add(new Stroke(trunk, 4 * _width));
        var fork = trunk[trunk.Length / 2];
        var turn = heading + ((random.NextDouble() < 0.5 ? -1 : 1) * (0.5 + (0.4 * random.NextDouble())));
        _strokes.Add(new Stroke(Walk(random, fork.U, fork.V, turn, length * 0.4), 4 * _width));
    }

    public FlawEffect At(double u, double v)
    {
        var dark = 0.0;
        var extent = 0.0;
        foreach (var stroke in _strokes)
        {
            var (distance, _, along) = stroke.Nearest(u, v);
            if (!double.IsInfinity(distance))
            {
                var width = _width * (1 - (0.55 * along));
                dark = Math.Max(dark, Shading.Ridge(distance, width));
                extent = Math.Max(extent, Shading.Step(2.2 * width, 1.1 * width, distance));
            }
        }

        return new FlawEffect(extent, 1 - (0.72 * dark));
    }

    private static (double U, double V)[] Walk(Random random, double u, double v, double heading, double length)
    {
        const int steps = 10;
        var points = new (double U, double V)[steps + 1];
        for (var i = 0; i <= steps; i++)
        {
            points[i] = (u, v);
            var direction = heading + ((random.NextDouble() - 0.5) * 1.5);
            u += length / steps * Math.Cos(direction);
            v += length / steps * Math.Sin(direction);
        }

        return points;
    }
}
