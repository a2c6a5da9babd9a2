using System.Numerics;

namespace LineAD.Training.Procedural;

/// <summary>Draws that the procedural images need.</summary>
internal static class RandomExtensions
{
    public static float Range(this Random random, float from, float to) => from + ((to - from) * random.NextSingle());

    /// <summary>Log-uniform: as many small values as large ones.</summary>
    public static float LogRange(this Random random, float from, float to) =>
        from * MathF.Pow(to / from, random.NextSingle());

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>A colour whose channels hang together, as those of materials do: grey ± a hue.</summary>
    public static Vector3 Colour(this Random random)
    {
        var grey = random.NextSingle();
        var saturation = random.Chance(0.3) ? 0.05f : random.Range(0.1f, 0.6f);
        var hue = new Vector3(random.Range(-1, 1), random.Range(-1, 1), random.Range(-1, 1));
        return Vector3.Clamp(new Vector3(grey) + (saturation * hue), Vector3.Zero, Vector3.One);
    }
}
