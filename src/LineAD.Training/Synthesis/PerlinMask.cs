using LineAD.Training.Procedural;

namespace LineAD.Training.Synthesis;

/// <summary>
/// Regions of random outline (DRAEM, Zavrtanik et al. 2021): gradient noise with 2^a × 2^b cells over the picture, a and b
/// from 0 to 5, turned by −90 to 90 degrees, thresholded. One draw in twenty is empty and is drawn again.
/// </summary>
internal static class PerlinMask
{
    private const int MostExponent = 5;
    private const int Attempts = 32;

    // DRAEM cuts noise × √2 at 0.5.
    private static readonly float Threshold = 0.5f / MathF.Sqrt(2);

    /// <summary>True inside the region; empty only if 32 draws were.</summary>
    public static bool[] Draw(int width, int height, Random random)
    {
        var mask = new bool[width * height];
        for (var attempt = 0; attempt < Attempts && !Once(mask, width, height, random); attempt++)
        {
        }

        return mask;
    }

    private static bool Once(bool[] mask, int width, int height, Random random)
    {
        var noise = new GradientNoise(random.Next());
        var cellsX = (float)(1 << random.Next(MostExponent + 1)) / width;
        var cellsY = (float)(1 << random.Next(MostExponent + 1)) / height;
        var (sin, cos) = MathF.SinCos(random.Range(-MathF.PI / 2, MathF.PI / 2));
        var any = false;
        for (var i = 0; i < mask.Length; i++)
        {
            var (x, y) = ((i % width) - (width / 2f), (i / width) - (height / 2f));
            var value = noise.At(((cos * x) - (sin * y)) * cellsX, ((sin * x) + (cos * y)) * cellsY);
            mask[i] = value > Threshold;
            any |= mask[i];
        }

        return any;
    }
}
