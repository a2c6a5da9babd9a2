using LineAD.Imaging;
using LineAD.Simulation.Parts;

namespace LineAD.Cli.Bench;

/// <summary>Frames for the bench: drawn parts as JPEG of quality 90, and pictures that no drawn part looks like.</summary>
internal static class BenchImages
{
    private const int Quality = 90;
    private const int Channels = 3;

    /// <summary>Good parts.</summary>
    public static IReadOnlyList<SimulatedPart> Good(int count, int size)
    {
        var painter = new SyntheticPartPainter(size);
        return [.. Enumerable.Range(1, count).Select(i => Jpeg($"good-{i}", painter.Paint(i).Image, defective: false))];
    }

    /// <summary>Noise over a growing share of a part, so that scores differ.</summary>
    public static IReadOnlyList<SimulatedPart> Odd(int count, int size)
    {
        var painter = new SyntheticPartPainter(size);
        var random = new Random(99);
        return [.. Enumerable.Range(1, count).Select(i => Jpeg($"odd-{i}", Spoil(painter.Paint(i).Image, random, i, count), true))];
    }

    private static RgbImage Spoil(RgbImage image, Random random, int index, int count)
    {
        var pixels = image.Pixels.ToArray();
        var from = pixels.Length / 4;
        var to = from + (pixels.Length / 2 * index / count / Channels * Channels);
        random.NextBytes(pixels.AsSpan(from, to - from));
        return new RgbImage(pixels, image.Width, image.Height);
    }

    private static SimulatedPart Jpeg(string name, RgbImage image, bool defective) =>
        new(name, ImageFiles.EncodeJpeg(image, Quality), "image/jpeg", defective);
}
