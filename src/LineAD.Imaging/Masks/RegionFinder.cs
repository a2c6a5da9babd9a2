using LineAD.Core.Scoring;
using OpenCvSharp;

namespace LineAD.Imaging.Masks;

/// <summary>Lists the 8-connected regions of a mask.</summary>
internal static class RegionFinder
{
    private const int MaxRegions = 64;
    private const int MaxPoints = 64;

    /// <summary>Regions of <paramref name="mask"/>, highest peak first.</summary>
    /// <param name="mask">0 or 255: the part of the frame that can be marked.</param>
    /// <param name="enlarged">The map at frame size, the same part.</param>
    /// <param name="map">The map itself, for the true peaks.</param>
    /// <param name="mapBox">Where in the map anything is marked.</param>
    /// <param name="origin">Where in the frame that part begins.</param>
    /// <param name="frame">Size of the frame.</param>
    public static IReadOnlyList<DefectRegion> Find(Mat mask, Mat enlarged, Mat map, Rect mapBox, Point origin, Size frame)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(mask, labels, stats, centroids);
        var peaks = Peaks(labels, map, mapBox, origin, frame, count);
        var order = Enumerable.Range(1, count - 1)
            .OrderByDescending(label => peaks[label])
            .ThenByDescending(label => Column(stats, label, ConnectedComponentsTypes.Area))
            .Take(MaxRegions);
        var regions = new List<DefectRegion>();
        foreach (var label in order)
        {
            regions.Add(Describe(enlarged, labels, stats, label, peaks[label], origin));
        }

        return regions;
    }

    /// <summary>Highest value of the map itself in each region; enlarging would blunt it.</summary>
    private static double[] Peaks(Mat labels, Mat map, Rect box, Point origin, Size to, int count)
    {
        var peaks = new double[count];
        var values = map.AsSpan<float>();
        var labelOf = labels.AsSpan<int>();
        var (from, columns) = (map.Size(), labels.Width);
        for (var y = box.Y; y < box.Y + box.Height; y++)
        {
            var row = ((int)((y + 0.5) * to.Height / from.Height) - origin.Y) * columns;
            for (var x = box.X; x < box.X + box.Width; x++)
            {
                var value = values[(y * from.Width) + x];
                if (value >= MaskExtractor.Threshold)
                {
                    var label = labelOf[row + (int)((x + 0.5) * to.Width / from.Width) - origin.X];
                    peaks[label] = Math.Max(peaks[label], value);
                }
            }
        }

        return peaks;
    }

    private static DefectRegion Describe(
        Mat enlarged, Mat labels, Mat stats, int label, double peak, Point origin)
    {
        var box = new Rect(
            Column(stats, label, ConnectedComponentsTypes.Left),
            Column(stats, label, ConnectedComponentsTypes.Top),
            Column(stats, label, ConnectedComponentsTypes.Width),
            Column(stats, label, ConnectedComponentsTypes.Height));
        using var own = OwnPixels(labels, box, label);
        if (peak < MaskExtractor.Threshold)
        {
            // A sliver between pixel centres of the map: its peak exists only in the enlarged one.
            using var part = enlarged[box];
            Cv2.MinMaxLoc(part, out _, out peak, out _, out _, own);
        }

        var area = Column(stats, label, ConnectedComponentsTypes.Area);
        var (left, top) = (box.X + origin.X, box.Y + origin.Y);
        return new DefectRegion(left, top, box.Width, box.Height, area, peak, Outline(own, new Point(left, top)));
    }

    private static Mat OwnPixels(Mat labels, Rect box, int label)
    {
        var own = new Mat(box.Height, box.Width, MatType.CV_8UC1);
        var pixels = own.AsSpan<byte>();
        var labelOf = labels.AsSpan<int>();
        var columns = labels.Cols;
        for (var y = 0; y < box.Height; y++)
        {
            var row = labelOf.Slice(((box.Y + y) * columns) + box.X, box.Width);
            for (var x = 0; x < row.Length; x++)
            {
                pixels[(y * row.Length) + x] = row[x] == label ? byte.MaxValue : byte.MinValue;
            }
        }

        return own;
    }

    private static int[] Outline(Mat own, Point offset)
    {
        Cv2.FindContours(
            own, out var contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple,
            offset);
        var polygon = contours[0];
        for (var tolerance = 1.0; polygon.Length > MaxPoints; tolerance *= 2)
        {
            polygon = Cv2.ApproxPolyDP(contours[0], tolerance, closed: true);
        }

        return [.. polygon.SelectMany(point => new[] { point.X, point.Y })];
    }

    private static int Column(Mat stats, int label, ConnectedComponentsTypes column) =>
        stats.At<int>(label, (int)column);
}
