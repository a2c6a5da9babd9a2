namespace LineAD.Simulation.Parts.Defects;

/// <summary>A round pit: the side away from the lamp is bright, the near side dark, as on any hollow.</summary>
internal sealed class Dent : IPartFlaw
{
    private readonly double _u;
    private readonly double _v;
    private readonly double _radius;
    private readonly double _depth;
    private readonly double _stretch;
    private readonly (double U, double V) _light;

    public Dent(Random random, double u, double v, (double U, double V) light)
    {
        (_u, _v, _light) = (u, v, light);
        _radius = 0.045 + (0.05 * random.NextDouble());
        _depth = 0.20 + (0.16 * random.NextDouble());
        _stretch = 0.8 + (0.4 * random.NextDouble());
    }

    public FlawEffect At(double u, double v)
    {
        var (du, dv) = ((u - _u) / _radius * _stretch, (v - _v) / _radius / _stretch);
        var distance = Math.Sqrt((du * du) + (dv * dv));
        if (distance > 1.6)
        {
            return FlawEffect.None;
        }

        // Slope of a Gaussian pit, steepest near its rim.
        var slope = distance * Math.Exp(-1.6 * distance * distance) * 2.9;
        var toLight = distance < 1e-9 ? 0 : ((du * _light.U) + (dv * _light.V)) / distance;
        var floor = 0.25 * Math.Exp(-3 * distance * distance);
        return new FlawEffect(Shading.Step(1.25, 1.05, distance), 1, -_depth * ((slope * toLight) + floor));
    }
}
