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
        DropSmall(map, minimumArea);
        using var mask = new Mat();
        using var enlarged = new Mat();
        Cv2.Resize(map, enlarged, new Size(frameWidth, frameHeight));
        Binarize(enlarged, mask);
        var regions = RegionFinder.Find(mask, enlarged, map);
        return new DefectMask(FileEncoder.EncodeMask(mask), regions);
    }

    private static Mat Cleaned(ReadOnlySpan<float> values, int width, int height)
    {
        var map = new Mat(height, width, MatType.CV_32FC1);
        var target = map.AsSpan<float>();
        for (var i = 0; i < values.Length; i++)
        {
            // NaN compares false with everything and becomes 0.
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

    private static void DropSmall(Mat map, int minimumArea)
    {
        if (minimumArea <= 1)
        {
            return;
        }

        using var marked = new Mat();
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        Binarize(map, marked);
        var count = Cv2.ConnectedComponentsWithStats(marked, labels, stats, centroids);
        var isSmall = new bool[count];
        for (var label = 1; label < count; label++)
        {
            isSmall[label] = stats.At<int>(label, (int)ConnectedComponentsTypes.Area) < minimumArea;
        }

        var values = map.AsSpan<float>();
        var labelOf = labels.AsSpan<int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (isSmall[labelOf[i]])
            {
                values[i] = BelowThreshold;
            }
        }
    }
}
