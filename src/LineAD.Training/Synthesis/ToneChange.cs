using System.Numerics;
using LineAD.Training.Procedural;

namespace LineAD.Training.Synthesis;

/// <summary>A change of gamma, gain, offset and colour balance, or an inversion: a stain, a burn, an uneven area.</summary>
internal static class ToneChange
{
    /// <summary>A change by lot; channels 0 to 1 in and out.</summary>
    public static Func<Vector3, Vector3> Draw(Random random)
    {
        var gamma = random.LogRange(0.5f, 2);
        var (gain, offset) = (random.LogRange(0.6f, 1.6f), random.Range(-0.2f, 0.2f));
        var tint = random.Chance(0.5)
            ? new Vector3(random.Range(-0.2f, 0.2f), random.Range(-0.2f, 0.2f), random.Range(-0.2f, 0.2f))
            : Vector3.Zero;
        var isInverted = random.Chance(0.1);
        return colour =>
        {
            var p = new Vector3(MathF.Pow(colour.X, gamma), MathF.Pow(colour.Y, gamma), MathF.Pow(colour.Z, gamma));
            p = isInverted ? Vector3.One - p : p;
            return Vector3.Clamp((p * gain) + new Vector3(offset) + tint, Vector3.Zero, Vector3.One);
        };
    }
}
