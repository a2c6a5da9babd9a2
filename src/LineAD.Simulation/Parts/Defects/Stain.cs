namespace LineAD.Simulation.Parts.Defects;

/// <summary>A film of oil or rust with an irregular outline and a darker margin.</summary>
internal sealed class Stain : IPartFlaw
{
    private readonly double _u;
    private readonly double _v;
    private readonly double _radius;
    private readonly double _strength;
    private readonly ValueNoise _outline;

    public Stain(Random random, double u, double v, uint seed)
    {
        (_u, _v) = (u, v);
        _radius = 0.07 + (0.10 * random.NextDouble());
        _strength = 0.55 + (0.45 * random.NextDouble());
        _outline = new ValueNoise(seed);
    }

    public FlawEffect At(double u, double v)
    {
        var (du, dv) = ((u - _u) / _radius, (v - _v) / _radius);
        var distance = Math.Sqrt((du * du) + (dv * dv));
        if (distance > 2)
        {
            return FlawEffect.None;
        }

        var edge = distance + (0.55 * _outline.Fractal((du * 1.4) + 8, (dv * 1.4) + 8, 3));
        var film = Shading.Step(1.1, 0.8, edge) * _strength;
        var margin = Shading.Ridge(edge - 0.92, 0.10) * _strength;
        return new FlawEffect(
            Shading.Step(1.1, 0.8, edge), 1 - (0.20 * film) - (0.10 * margin), 0, 0.17 * film);
    }
}
