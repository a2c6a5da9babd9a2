namespace LineAD.Simulation.Parts;

/// <summary>
/// A turned steel flange with bore, keyway, raised hub and six countersunk holes, in part coordinates.
/// </summary>
internal sealed class Flange(PartPose pose, uint seed)
{
    private const double Bore = 0.20;
    private const double Hub = 0.60;
    private const double BoltCircle = 0.79;
    private const double BoltHole = 0.058;
    private const double Countersink = 0.092;
    private const double Keyway = 0.045;

    private readonly (double U, double V) _light = pose.LightOnPart();
    private readonly double _pixel = 1 / pose.Radius;
    private readonly ValueNoise _turning = new(seed);
    private readonly ValueNoise _tone = new(seed ^ 0xA511E9B3u);

    /// <summary>1 on metal, 0 beside it and in the holes, blended over an edge pixel.</summary>
    public double Cover(double u, double v) =>
        Shading.Step(1 + _pixel, 1 - _pixel, Math.Sqrt((u * u) + (v * v)))
        * Shading.Step(-_pixel, _pixel, HoleDistance(u, v));

    /// <summary>True where a defect can lie: on plain metal, away from edges by <paramref name="margin"/>.</summary>
    public static bool IsPlain(double u, double v, double margin)
    {
        var r = Math.Sqrt((u * u) + (v * v));
        return r < 0.95 - margin && r > Bore + 0.05 + margin && Math.Abs(r - Hub) > margin
            && HoleDistance(u, v) > margin + Countersink - BoltHole;
    }

    /// <summary>Brightness of the metal, about 0.2 to 1.</summary>
    public double Shade(double u, double v)
    {
        var r = Math.Sqrt((u * u) + (v * v));
        var angle = Math.Atan2(v, u);
        var toLight = r < 1e-9 ? 0 : ((u * _light.U) + (v * _light.V)) / r;

        // Turning marks are circles: they reflect the lamp where the radius points to it or away from it.
        var gloss = Math.Pow(Math.Abs(toLight), 6);
        var shade = 0.47 + (0.20 * gloss) + (0.05 * toLight);
        shade += Marks(r, angle) * (0.55 + gloss);
        shade += 0.025 * _tone.Fractal((u * 3) + 5, (v * 3) + 5, 3);
        shade += Edge(r - 0.965, 0.02) * toLight * 0.30;
        shade += Edge(r - Hub, 0.016) * toLight * 0.42;
        shade -= Edge(r - (Hub + 0.022), 0.014) * 0.10;
        shade -= Edge(r - (Bore + 0.03), 0.022) * toLight * 0.28;
        shade += BoltShade(u, v);
        return shade - (0.12 * Shading.Step(0.03, 0, HoleDistance(u, v)));
    }

    /// <summary>Depth of shadow inside the holes, 0 (bottom, dark) to 1 (lit belt).</summary>
    public double HoleLight(double u, double v)
    {
        var depth = -HoleDistance(u, v);
        var side = Math.Sqrt((u * u) + (v * v)) < 0.4 ? ((u * _light.U) + (v * _light.V)) / Bore : 0;
        return Math.Clamp(0.45 + (1.1 * depth) - (0.35 * side), 0.12, 0.8);
    }

    private double Marks(double r, double angle)
    {
        var coarse = r < Hub ? 58 : 74;
        var wander = 0.35 * _turning.At(angle * 2.5, r * 4);
        return (0.040 * _turning.At((r * coarse) + wander, 0.5 + (angle * 0.6)))
            + (0.030 * _turning.At((r * coarse * 2.7) + wander, 40.5 + (angle * 1.2)));
    }

    private double BoltShade(double u, double v)
    {
        var (bu, bv, distance) = NearestBolt(u, v);
        if (distance > Countersink + 0.03)
        {
            return 0;
        }

        var toLight = distance < 1e-9 ? 0 : (((u - bu) * _light.U) + ((v - bv) * _light.V)) / distance;
        var cone = Shading.Step(Countersink + _pixel, Countersink - _pixel, distance);
        return cone * ((-0.26 * toLight) - 0.07) + (0.10 * Edge(distance - Countersink, 0.012));
    }

    private static double Edge(double distance, double width) => Shading.Ridge(distance, width);

    /// <summary>Distance to the nearest hole's edge, negative inside it.</summary>
    private static double HoleDistance(double u, double v)
    {
        var bore = Math.Sqrt((u * u) + (v * v)) - Bore;
        var keyway = Math.Max(Math.Abs(u) - Keyway, Math.Max(-v, v - Bore - 0.07));
        return Math.Min(Math.Min(bore, keyway), NearestBolt(u, v).Distance - BoltHole);
    }

    private static (double U, double V, double Distance) NearestBolt(double u, double v)
    {
        var sector = Math.Round(Math.Atan2(v, u) / (Math.PI / 3)) * (Math.PI / 3);
        var (bu, bv) = (BoltCircle * Math.Cos(sector), BoltCircle * Math.Sin(sector));
        return (bu, bv, Math.Sqrt(((u - bu) * (u - bu)) + ((v - bv) * (v - bv))));
    }
}
