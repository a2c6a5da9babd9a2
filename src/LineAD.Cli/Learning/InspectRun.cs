using System.Text.Json;
using LineAD.Imaging;
using LineAD.Imaging.Masks;
using LineAD.Imaging.Overlays;
using LineAD.Training.Runs;

namespace LineAD.Cli.Learning;

/// <summary>
/// Scores one image: picture with heatmap and mask to a file, the result as JSON to the standard output.
/// </summary>
internal static class InspectRun
{
    public static int Execute(string image, string bundlePath, string output, TeacherSettings settings)
    {
        using var bundle = new OpenBundle(bundlePath, settings);
        var manifest = bundle.Scorer.Bundle.Manifest;
        var frame = ImageFiles.LoadRgb(image);
        var scored = bundle.Scorer.Score(image);
        var (map, area) = (scored.AnomalyMap.ToArray(), manifest.Map.MinimumArea);
        var verdict = scored.Score >= 1 ? "reject" : "pass";
        var mask = MaskExtractor.Extract(map, scored.Width, map.Length / scored.Width, area, frame.Width, frame.Height);
        File.WriteAllBytes(output, OverlayRenderer.RenderPng(new OverlayContent
        {
            Frame = frame,
            Map = map,
            MapWidth = scored.Width,
            MapHeight = map.Length / scored.Width,
            MinimumArea = area,
            Score = scored.Score,
            Verdict = verdict,
            Caption = $"{manifest.Category}/{manifest.View} version {manifest.Version}",
        }));
        var result = new
        {
            Image = image,
            scored.Score,
            Verdict = verdict,
            manifest.Category,
            manifest.Version,
            mask.Regions,
            Overlay = output,
        };
        Console.WriteLine(JsonSerializer.Serialize(result, ReportJson.Options));
        return ExitCodes.Ok;
    }
}
