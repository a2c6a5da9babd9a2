using System.Numerics;
using LineAD.Imaging;

namespace LineAD.Training.Synthesis;

/// <summary>
/// Where the part is in a picture, when it lies on a background: what differs from the colour of the picture's border,
/// cut by Otsu's threshold, holes filled. Defects belong on the part: crumbs beside it are none (MemSeg and URD restrict
/// theirs alike).
/// </summary>
internal static class PartArea
{
    private const int Bins = 64;

    // Share of the variance that lies between the two classes; a picture without background stays far below it.
    private const double LeastSeparation = 0.65;
    private const double LeastShare = 0.03;
    private const double MostShare = 0.8;
    private const double MostOnBorder = 0.25;
    private const double LeastOfPictures = 0.8;
    private const double LeastPiece = 0.25;

    /// <summary>The areas of pictures of one category, all null where too few of them have a background.</summary>
    public static bool[]?[] FindAll(IReadOnlyList<RgbImage> images)
    {
        var areas = new bool[]?[images.Count];
        Parallel.For(0, areas.Length, i => areas[i] = Find(images[i]));
        return areas.Count(area => area is not null) >= LeastOfPictures * areas.Length
            ? areas
            : new bool[]?[images.Count];
    }

    /// <summary>True on the part, row-major; null when the picture shows no background.</summary>
    public static bool[]? Find(RgbImage image)
    {
        var distances = Distances(image);
        var (limit, separation) = Otsu(distances);
        var raised = Array.ConvertAll(distances, distance => distance > limit);
        if (separation < LeastSeparation || OnBorder(raised, image.Width, image.Height) > MostOnBorder)
        {
            return null;
        }

        var area = AreaFlood.WithoutHoles(AreaFlood.LargePieces(raised, image.Width, LeastPiece), image.Width);
        var share = area.Count(inside => inside) / (double)area.Length;
        return share is > LeastShare and < MostShare ? area : null;
    }

    private static float[] Distances(RgbImage image)
    {
        var border = Pixels.Border(image);
        var distances = new float[image.Width * image.Height];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = MathF.Min(1, Vector3.Distance(border, Pixels.At(image, i % image.Width, i / image.Width)));
        }

        return distances;
    }

    /// <summary>Threshold that separates best, and the share of the variance between the classes (Otsu 1979).</summary>
    private static (float Limit, double Separation) Otsu(float[] values)
    {
        var counts = new double[Bins];
        foreach (var value in values)
        {
            counts[Math.Min(Bins - 1, (int)(value * Bins))]++;
        }

        var mean = counts.Select((count, bin) => count * bin).Sum() / values.Length;
        var variance = counts.Select((count, bin) => count * (bin - mean) * (bin - mean)).Sum() / values.Length;
        var (best, place, below, sum) = (0.0, 0, 0.0, 0.0);
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            below += counts[bin] / values.Length;
            sum += counts[bin] * bin / values.Length;
            var gap = (mean * below) - sum;
            var between = below is > 0 and < 1 ? gap * gap / (below * (1 - below)) : 0;
            (best, place) = between > best ? (between, bin) : (best, place);
        }

        return ((place + 1f) / Bins, variance > 0 ? best / variance : 0);
    }

    private static double OnBorder(bool[] area, int width, int height)
    {
        var inside = Enumerable.Range(0, width).Sum(x => Count(x, 0) + Count(x, height - 1))
            + Enumerable.Range(0, height).Sum(y => Count(0, y) + Count(width - 1, y));
        return inside / (2.0 * (width + height));

        int Count(int x, int y) => area[(y * width) + x] ? 1 : 0;
    }
}
