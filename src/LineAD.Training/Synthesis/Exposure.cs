using LineAD.Imaging;
using LineAD.Training.Procedural;

namespace LineAD.Training.Synthesis;

/// <summary>
/// The same part a little brighter, darker, harder or softer: light and camera drift, and few good parts show too little of
/// it for a head to learn that it is no defect.
/// </summary>
internal static class Exposure
{
    private const double UnchangedShare = 0.4;
    private const int Levels = 256;

    /// <summary>A change by lot, the same for all pixels and channels.</summary>
    public static RgbImage Change(RgbImage image, Random random)
    {
        if (random.Chance(UnchangedShare))
        {
            return image;
        }

        var (gain, gamma, offset) = (random.LogRange(0.85f, 1.18f), random.LogRange(0.85f, 1.18f), random.Range(-0.03f, 0.03f));
        var table = Enumerable.Range(0, Levels)
            .Select(level => MathF.Pow(level / (Levels - 1f), gamma))
            .Select(value => (byte)((Math.Clamp((gain * value) + offset, 0, 1) * (Levels - 1)) + 0.5f)).ToArray();
        return new RgbImage(Array.ConvertAll(image.Pixels, value => table[value]), image.Width, image.Height);
    }
}
