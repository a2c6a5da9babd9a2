using System.Globalization;
using LineAD.Imaging.Masks;
using OpenCvSharp;

namespace LineAD.Imaging.Overlays;

/// <summary>
/// Draws frame, heatmap and mask side by side over a legend with score, verdict and the colour scale.
/// </summary>
public static class OverlayRenderer
{
    /// <summary>Longest side of one of the three pictures, pixels; larger frames are reduced.</summary>
    public const int PanelSide = 512;

    private const int Gap = 8;
    private const int LegendHeight = 64;
    private const int ScaleWidth = 260;

    private static readonly Scalar Background = new(32, 30, 30);
    private static readonly Scalar Ink = new(235, 235, 235);
    private static readonly Scalar MaskColor = new(60, 60, 255);

    /// <summary>Returns the picture as a PNG file.</summary>
    public static byte[] RenderPng(OverlayContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var frame = ImageFiles.WithBgr(content.Frame, Fit);
        using var heat = Heatmap(content, frame);
        using var mask = MaskPanel(content, frame);
        var width = Math.Max((3 * frame.Cols) + (4 * Gap), ScaleWidth + 420);
        using var canvas = new Mat(frame.Rows + LegendHeight + (2 * Gap), width, MatType.CV_8UC3, Background);
        Place(canvas, frame, 0);
        Place(canvas, heat, 1);
        Place(canvas, mask, 2);
        DrawLegend(canvas, content, frame.Rows + (2 * Gap));
        return FileEncoder.Encode(canvas);
    }

    private static Mat Fit(Mat frame)
    {
        var scale = Math.Min(1.0, PanelSide / (double)Math.Max(frame.Cols, frame.Rows));
        var fitted = new Mat();
        Cv2.Resize(
            frame, fitted,
            new Size(Math.Max(1, Math.Round(frame.Cols * scale)), Math.Max(1, Math.Round(frame.Rows * scale))),
            0, 0, InterpolationFlags.Area);
        return fitted;
    }

    private static Mat Heatmap(OverlayContent content, Mat frame)
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

    private static Mat MaskPanel(OverlayContent content, Mat frame)
    {
        var panel = frame.Clone();
        if (content.Map.IsEmpty)
        {
            return panel;
        }

        var mask = MaskExtractor.Extract(
            content.Map.Span, content.MapWidth, content.MapHeight, content.MinimumArea, frame.Cols, frame.Rows);
        using var marked = Cv2.ImDecode(mask.Png, ImreadModes.Grayscale);
        using var tinted = panel.Clone();
        tinted.SetTo(MaskColor, marked);
        Cv2.AddWeighted(tinted, 0.45, panel, 0.55, 0, panel);
        var outlines = mask.Regions.Select(region => region.Polygon.Chunk(2).Select(xy => new Point(xy[0], xy[1])));
        Cv2.Polylines(panel, outlines, true, MaskColor, 1, LineTypes.AntiAlias);
        return panel;
    }

    private static void Place(Mat canvas, Mat picture, int column)
    {
        using var slot = canvas[new Rect(Gap + (column * (picture.Cols + Gap)), Gap, picture.Cols, picture.Rows)];
        picture.CopyTo(slot);
    }

    private static void DrawLegend(Mat canvas, OverlayContent content, int top)
    {
        var words = string.Create(
            CultureInfo.InvariantCulture, $"score {content.Score:0.000}  {content.Verdict}  (threshold 1.000)");
        Write(canvas, words, new Point(Gap, top + 18), 0.6);
        Write(canvas, content.Caption, new Point(Gap, top + 44), 0.45);
        var left = canvas.Cols - ScaleWidth - (2 * Gap);
        for (var x = 0; x < ScaleWidth; x++)
        {
            var (r, g, b) = HeatScale.ColorOf((x + 0.5) / ScaleWidth * HeatScale.Top);
            Cv2.Line(canvas, new Point(left + x, top + 6), new Point(left + x, top + 24), new Scalar(b, g, r));
        }

        foreach (var tick in (double[])[0, 0.5, 1, 1.5, 2])
        {
            var x = left + (int)(tick / HeatScale.Top * (ScaleWidth - 1));
            Cv2.Line(canvas, new Point(x, top + 24), new Point(x, top + 29), Ink);
            Write(canvas, tick.ToString("0.0", CultureInfo.InvariantCulture), new Point(x - 10, top + 44), 0.4);
        }
    }

    private static void Write(Mat canvas, string text, Point at, double scale)
    {
        if (text.Length > 0)
        {
            Cv2.PutText(canvas, text, at, HersheyFonts.HersheySimplex, scale, Ink, 1, LineTypes.AntiAlias);
        }
    }
}
