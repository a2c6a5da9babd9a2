using System.Globalization;
using OpenCvSharp;

namespace LineAD.Imaging.Overlays;

/// <summary>
/// Draws frame, heatmap and mask side by side over a legend with score, verdict and the colour scale.
/// </summary>
public static class OverlayRenderer
{
    /// <summary>Longest side of one of the three pictures, pixels; larger frames are reduced.</summary>
    public const int PanelSide = 512;

    private const int JpegQuality = 82;
    private const int Gap = 8;
    private const int LegendHeight = 64;
    private const int ScaleWidth = 260;

    private static readonly Scalar Background = new(32, 30, 30);
    private static readonly Scalar Ink = new(235, 235, 235);

    /// <summary>Returns the picture as a PNG file.</summary>
    public static byte[] RenderPng(OverlayContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var frame = ImageFiles.WithBgr(content.Frame, frame => OverlayLayers.Fit(frame, PanelSide));
        using var heat = OverlayLayers.Heatmap(content, frame);
        using var mask = OverlayLayers.Mask(content, frame);
        var width = Math.Max((3 * frame.Cols) + (4 * Gap), ScaleWidth + 420);
        using var canvas = new Mat(frame.Rows + LegendHeight + (2 * Gap), width, MatType.CV_8UC3, Background);
        Place(canvas, frame, 0);
        Place(canvas, heat, 1);
        Place(canvas, mask, 2);
        DrawLegend(canvas, content, frame.Rows + (2 * Gap));
        return FileEncoder.Encode(canvas);
    }

    /// <summary>Returns the three pictures apart, as JPEG files, for pages that lay them out themselves.</summary>
    /// <param name="content">What to show; score, verdict and caption are not drawn.</param>
    /// <param name="side">Longest side, pixels; larger frames are reduced.</param>
    public static OverlayPanels RenderPanels(OverlayContent content, int side)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var frame = ImageFiles.WithBgr(content.Frame, source => OverlayLayers.Fit(source, side));
        using var heat = OverlayLayers.Heatmap(content, frame);
        using var mask = OverlayLayers.Mask(content, frame);
        return new OverlayPanels(
            FileEncoder.EncodeJpeg(frame, JpegQuality),
            FileEncoder.EncodeJpeg(heat, JpegQuality),
            FileEncoder.EncodeJpeg(mask, JpegQuality));
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
