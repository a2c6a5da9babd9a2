namespace LineAD.Simulation.Parts;

/// <summary>
/// The conveyor belt under a part: dark woven rubber with wear and dust, at another place in every frame.
/// </summary>
internal sealed class Belt
{
    private readonly double _shiftX;
    private readonly double _shiftY;
    private readonly ValueNoise _wear;

    public Belt(Random random, uint seed)
    {
        _shiftX = random.NextDouble() * 1000;
        _shiftY = random.NextDouble() * 1000;
        _wear = new ValueNoise(seed);
    }

    /// <summary>Brightness, about 0.08 to 0.3.</summary>
    public double Shade(double x, double y)
    {
        var (bx, by) = (x + _shiftX, y + _shiftY);
        var weave = Math.Sin((bx + by) * 0.62) * Math.Sin((bx - by) * 0.62);
        var wear = _wear.Fractal(bx / 46, by / 46, 4);
        var dust = Shading.Step(0.78, 0.92, _wear.At((bx / 3.1) + 300, (by / 3.1) + 300));
        return 0.165 + (0.030 * weave) + (0.045 * wear) + (0.07 * dust);
    }
}
