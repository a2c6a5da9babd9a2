namespace LineAD.Simulation.Parts.Defects;

/// <summary>A line of points with a width; distances to it are signed by side.</summary>
internal sealed class Stroke
{
    private readonly (double U, double V)[] _points;
    private readonly double _minU;
    private readonly double _maxU;
    private readonly double _minV;
    private readonly double _maxV;

    public Stroke(IEnumerable<(double U, double V)> points, double reach)
    {
        _points = [.. points];
        (_minU, _maxU) = (_points.Min(p => p.U) - reach, _points.Max(p => p.U) + reach);
        (_minV, _maxV) = (_points.Min(p => p.V) - reach, _points.Max(p => p.V) + reach);
    }

    /// <summary>
    /// Distance and signed side of the nearest point, and how far along the stroke it is, 0 to 1; infinite out of
    /// reach.
    /// </summary>
    public (double Distance, double Side, double Along) Nearest(double u, double v)
    {
        var best = (Distance: double.PositiveInfinity, Side: 0.0, Along: 0.0);
        if (u < _minU || u > _maxU || v < _minV || v > _maxV)
        {
            return best;
        }

        for (var i = 1; i < _points.Length; i++)
        {
            var (a, b) = (_points[i - 1], _points[i]);
            var (du, dv) = (b.U - a.U, b.V - a.V);
            var length = (du * du) + (dv * dv);
            var t = length < 1e-12 ? 0 : Math.Clamp((((u - a.U) * du) + ((v - a.V) * dv)) / length, 0, 1);
            var (eu, ev) = (u - a.U - (t * du), v - a.V - (t * dv));
            var distance = Math.Sqrt((eu * eu) + (ev * ev));
            if (distance < best.Distance)
            {
                best = (distance, Math.Sign((du * ev) - (dv * eu)) * distance, (i - 1 + t) / (_points.Length - 1));
            }
        }

        return best;
    }
}
