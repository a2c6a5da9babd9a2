namespace LineAD.Simulation.Parts;

/// <summary>Where a part lies and how it is lit: what differs between good parts.</summary>
internal sealed class PartPose
{
    private readonly double _cos;
    private readonly double _sin;
    private readonly double _centerX;
    private readonly double _centerY;

    public PartPose(Random random, int size)
    {
        var turn = Spread(random, 7) * Math.PI / 180;
        (_cos, _sin) = (Math.Cos(turn), Math.Sin(turn));
        _centerX = (size / 2.0) + Spread(random, size / 90.0);
        _centerY = (size / 2.0) + Spread(random, size / 90.0);
        Radius = size * 0.405 * (1 + Spread(random, 0.008));
        var light = (-130 + Spread(random, 8)) * Math.PI / 180;
        (LightX, LightY) = (Math.Cos(light), Math.Sin(light));
        Gain = 1 + Spread(random, 0.05);
        Falloff = 0.10 + Spread(random, 0.03);
        Warmth = Spread(random, 0.012);
        Noise = 0.0055 + (random.NextDouble() * 0.003);
    }

    /// <summary>Outer radius of the part, pixels.</summary>
    public double Radius { get; }

    /// <summary>Direction towards the lamp, image axes.</summary>
    public double LightX { get; }

    /// <summary>Direction towards the lamp, image axes.</summary>
    public double LightY { get; }

    /// <summary>Overall brightness.</summary>
    public double Gain { get; }

    /// <summary>How much brighter the lamp's side is.</summary>
    public double Falloff { get; }

    /// <summary>Colour of the light: red up and blue down.</summary>
    public double Warmth { get; }

    /// <summary>Deviation of the sensor's noise, full scale 1.</summary>
    public double Noise { get; }

    /// <summary>Pixel to part coordinates: the part's rim has radius 1.</summary>
    public (double U, double V) ToPart(double x, double y)
    {
        var (dx, dy) = ((x - _centerX) / Radius, (y - _centerY) / Radius);
        return ((dx * _cos) + (dy * _sin), (dy * _cos) - (dx * _sin));
    }

    /// <summary>Direction towards the lamp in part coordinates.</summary>
    public (double U, double V) LightOnPart() =>
        ((LightX * _cos) + (LightY * _sin), (LightY * _cos) - (LightX * _sin));

    private static double Spread(Random random, double range) => ((2 * random.NextDouble()) - 1) * range;
}
