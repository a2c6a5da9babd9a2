using System.Numerics;
using System.Runtime.InteropServices;
using LineAD.Core.Scoring;
using OpenCvSharp;

namespace LineAD.Imaging.Masks;

/// <summary>
/// Thresholds a map, drops small regions, and brings the rest to frame size: the map is enlarged linearly and
/// thresholded there, so that outlines are smooth and an unmarked pixel of the map can not become a defect.
/// </summary>
public sealed class MaskExtractor : IMaskExtractor
{
    /// <summary>The pixel threshold of a normalised map.</summary>
    public const float Threshold = 1.0f;

    // The largest value below the threshold: between two of these, linear interpolation stays below it.
    private const float BelowThreshold = 0.99999994f;

    // Infinite values would turn into NaN when interpolated.
    private const float Highest = 1e6f;

    /// <inheritdoc />
    public DefectMask Extract(ScoreMap map, int minimumArea, int frameWidth, int frameHeight)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Extract(map.Values.Span, map.Width, map.Height, minimumArea, frameWidth, frameHeight);
    }

    /// <summary>The same for a map given as height × width values, row by row.</summary>
    public static DefectMask Extract(
        ReadOnlySpan<float> values, int width, int height, int minimumArea, int frameWidth, int frameHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, width * height);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameHeight, 1);
        using var map = Cleaned(values, width, height);
        using var mask = new Mat(frameHeight, frameWidth, MatType.CV_8UC1, Scalar.All(0));
        var box = MarkedBox.Of(map.AsSpan<float>(), width, Threshold);
        if (box.Width == 0)
        {
            return new DefectMask(FileEncoder.EncodeMask(mask), []);
        }

        DropSmall(map, box, minimumArea);
        using var enlarged = Enlarged(map, frameWidth, frameHeight);
        var frameBox = MarkedBox.Resized(box, map.Size(), mask.Size());
        using var part = enlarged[frameBox];
        using var marked = mask[frameBox];
        Binarize(part, marked);
        var origin = new Point(frameBox.X, frameBox.Y);
        return new DefectMask(FileEncoder.EncodeMask(mask), RegionFinder.Find(marked, part, map, box, origin, mask.Size()));
    }

    private static Mat Enlarged(Mat map, int width, int height)
    {
        if (map.Width == width && map.Height == height)
        {
            // A header over the same pixels.
            return map[new Rect(0, 0, width, height)];
        }

        var enlarged = new Mat();
        Cv2.Resize(map, enlarged, new Size(width, height));
        return enlarged;
    }

    private static Mat Cleaned(ReadOnlySpan<float> values, int width, int height)
    {
        var map = new Mat(height, width, MatType.CV_32FC1);
        var target = map.AsSpan<float>();
        var from = MemoryMarshal.Cast<float, Vector<float>>(values);
        var to = MemoryMarshal.Cast<float, Vector<float>>(target);
        var highest = new Vector<float>(Highest);
        for (var i = 0; i < from.Length; i++)
        {
            // NaN compares false with everything and becomes 0.
            var isPositive = Vector.GreaterThan(from[i], Vector<float>.Zero);
            to[i] = Vector.ConditionalSelect(isPositive, Vector.Min(from[i], highest), Vector<float>.Zero);
        }

        for (var i = from.Length * Vector<float>.Count; i < values.Length; i++)
        {
            target[i] = values[i] > 0 ? Math.Min(values[i], Highest) : 0;
        }

        return map;
    }

    private static void Binarize(Mat map, Mat mask)
    {
        using var marked = new Mat();
        Cv2.Threshold(map, marked, BelowThreshold, 255, ThresholdTypes.Binary);
        marked.ConvertTo(mask, MatType.CV_8UC1);
    }

    private static void DropSmall(Mat map, Rect box, int minimumArea)
    {
        if (minimumArea <= 1)
        {
            return;
        }

        using var part = map[box];
        using var marked = new Mat();
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        Binarize(part, marked);
        var count = Cv2.ConnectedComponentsWithStats(marked, labels, stats, centroids);
        var isSmall = new bool[count];
        var areas = stats.AsSpan<int>();
        var columns = areas.Length / count;
        for (var label = 1; label < count; label++)
        {
            isSmall[label] = areas[(label * columns) + (int)ConnectedComponentsTypes.Area] < minimumArea;
        }

        if (isSmall.AsSpan().Contains(true))
        {
            Drop(map, box, labels.AsSpan<int>(), isSmall);
        }
    }

    private static void Drop(Mat map, Rect box, ReadOnlySpan<int> labelOf, bool[] isSmall)
    {
        var values = map.AsSpan<float>();
        var width = map.Width;
        for (var y = 0; y < box.Height; y++)
        {
            var row = values.Slice(((box.Y + y) * width) + box.X, box.Width);
            for (var x = 0; x < row.Length; x++)
            {
                if (isSmall[labelOf[(y * box.Width) + x]])
                {
                    row[x] = BelowThreshold;
                }
            }
        }
    }
}
