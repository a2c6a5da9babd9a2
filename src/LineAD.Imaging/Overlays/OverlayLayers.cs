using LineAD.Imaging.Masks;
using OpenCvSharp;

namespace LineAD.Imaging.Overlays;

/// <summary>Draws the single pictures of an overlay, each at the frame's size.</summary>
internal static class OverlayLayers
{
    private static readonly Scalar MaskColor = new(60, 60, 255);
    private static readonly Scalar TruthColor = new(90, 220, 60);

    public static Mat Fit(Mat frame, int side)
    {
        var scale = Math.Min(1.0, side / (double)Math.Max(frame.Cols, frame.Rows));
        var fitted = new Mat();
        Cv2.Resize(
            frame, fitted,
            new Size(Math.Max(1, Math.Round(frame.Cols * scale)), Math.Max(1, Math.Round(frame.Rows * scale))),
            0, 0, InterpolationFlags.Area);
        return fitted;
    }

    public static Mat Heatmap(OverlayContent content, Mat frame)
    {
        using var grey = new Mat();
        using var dimmed = new Mat();
        Cv2.CvtColor(frame, grey, ColorConversionCodes.BGR2GRAY);
        Cv2.CvtColor(grey, dimmed, ColorConversionCodes.GRAY2BGR);
        if (content.Map.IsEmpty)
        {
            return dimmed.Clone();
        }

        using var map = new Mat(content.MapHeight, content.MapWidth, MatType.CV_32FC1);
        content.Map.Span.CopyTo(map.AsSpan<float>());
        using var enlarged = new Mat();
        Cv2.Resize(map, enlarged, frame.Size());
        using var colors = Colored(enlarged);
        var heat = new Mat();
        Cv2.AddWeighted(colors, 0.65, dimmed, 0.35, 0, heat);
        return heat;
    }

    public static Mat Mask(OverlayContent content, Mat frame)
    {
        var panel = frame.Clone();
        if (!content.Map.IsEmpty)
        {
            Fill(panel, content);
        }

        if (!content.Truth.IsEmpty)
        {
            Outline(panel, content);
        }

        return panel;
    }

    private static Mat Colored(Mat map)
    {
        var colors = new Mat(map.Rows, map.Cols, MatType.CV_8UC3);
        var values = map.AsSpan<float>();
        var pixels = colors.AsSpan<Vec3b>();
        for (var i = 0; i < values.Length; i++)
        {
            var (r, g, b) = HeatScale.ColorOf(values[i]);
            pixels[i] = new Vec3b(b, g, r);
        }

        return colors;
    }

    private static void Fill(Mat panel, OverlayContent content)
    {
        var mask = MaskExtractor.Extract(
            content.Map.Span, content.MapWidth, content.MapHeight, content.MinimumArea, panel.Cols, panel.Rows);
        using var marked = Cv2.ImDecode(mask.Png, ImreadModes.Grayscale);
        using var tinted = panel.Clone();
        tinted.SetTo(MaskColor, marked);
        Cv2.AddWeighted(tinted, 0.45, panel, 0.55, 0, panel);
        var outlines = mask.Regions.Select(region => region.Polygon.Chunk(2).Select(xy => new Point(xy[0], xy[1])));
        Cv2.Polylines(panel, outlines, true, MaskColor, 1, LineTypes.AntiAlias);
    }

    private static void Outline(Mat panel, OverlayContent content)
    {
        using var truth = new Mat(content.MapHeight, content.MapWidth, MatType.CV_32FC1);
        var values = truth.AsSpan<float>();
        var isDefect = content.Truth.Span;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = isDefect[i] ? 255 : 0;
        }

        using var enlarged = new Mat();
        using var marked = new Mat();
        Cv2.Resize(truth, enlarged, panel.Size());
        Cv2.Threshold(enlarged, enlarged, 127, 255, ThresholdTypes.Binary);
        enlarged.ConvertTo(marked, MatType.CV_8UC1);
        Cv2.FindContours(
            marked, out var contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple, new Point(0, 0));
        Cv2.Polylines(panel, contours, true, TruthColor, 2, LineTypes.AntiAlias);
    }
}
