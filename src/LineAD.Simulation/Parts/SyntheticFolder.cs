using LineAD.Imaging;

namespace LineAD.Simulation.Parts;

/// <summary>Writes drawn parts as an MVTec-style folder.</summary>
public static class SyntheticFolder
{
    /// <summary>
    /// Writes <c>train/good</c>, <c>test/good</c>, <c>test/{defect}</c> and
    /// <c>ground_truth/{defect}/{name}_mask.png</c>.
    /// </summary>
    /// <param name="directory">Folder of the category; made when it is missing.</param>
    /// <param name="counts">How many of each.</param>
    /// <param name="seed">The same seed gives the same parts; no part occurs twice.</param>
    /// <param name="size">Side of a frame, pixels.</param>
    public static void Write(string directory, PartCounts counts, int seed, int size = 320)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var painter = new SyntheticPartPainter(size);
        var next = new Random(seed);
        WriteParts(painter, next, Path.Combine(directory, "train", "good"), counts.TrainGood, PartDefect.None);
        WriteParts(painter, next, Path.Combine(directory, "test", "good"), counts.TestGood, PartDefect.None);
        foreach (var defect in SyntheticPartPainter.Defects)
        {
            var name = NameOf(defect);
            WriteParts(
                painter, next, Path.Combine(directory, "test", name), counts.TestPerDefect, defect,
                Path.Combine(directory, "ground_truth", name));
        }
    }

    /// <summary>Folder name of a defect, for instance <c>missing_piece</c>.</summary>
    public static string NameOf(PartDefect defect) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(defect.ToString());

    private static void WriteParts(
        SyntheticPartPainter painter, Random next, string folder, int count, PartDefect defect, string? masks = null)
    {
        Directory.CreateDirectory(folder);
        if (masks is not null)
        {
            Directory.CreateDirectory(masks);
        }

        // Seeds are drawn before the work is shared out: the order in which threads finish changes nothing.
        int[] seeds = [.. Enumerable.Range(0, count).Select(_ => next.Next())];
        Parallel.For(0, count, i =>
        {
            var part = painter.Paint(seeds[i], defect);
            ImageFiles.WritePng(Path.Combine(folder, $"{i:000}.png"), part.Image);
            if (masks is not null && part.Mask is not null)
            {
                ImageFiles.WritePng(Path.Combine(masks, $"{i:000}_mask.png"), part.Mask);
            }
        });
    }
}
