using LineAD.Imaging;
using LineAD.Imaging.Overlays;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;

namespace LineAD.Training.Reporting;

/// <summary>Chooses which test parts to show and draws them.</summary>
public static class PartPictures
{
    private const int PanelSide = 224;
    private const int Worst = 6;
    private const int Best = 3;

    /// <summary>
    /// The parts that a model judged worst and best: defects by their lowest and highest scores, good parts the other way round.
    /// </summary>
    /// <param name="result">Test parts with their scores.</param>
    /// <param name="minimumArea">Smallest region marked, pixels of the map.</param>
    public static IReadOnlyList<ReportGallery> Choose(TestResult result, int minimumArea)
    {
        ArgumentNullException.ThrowIfNull(result);
        var parts = result.Parts.Zip(result.Images).ToList();
        var defective = parts.Where(part => part.First.IsDefective).OrderBy(part => part.Second.Score).ToList();
        var good = parts.Where(part => !part.First.IsDefective).OrderByDescending(part => part.Second.Score).ToList();
        ReportGallery Gallery(string heading, IEnumerable<(TestPart, ScoredImage)> chosen) =>
            new(heading, [.. chosen.Select(part => Draw(part.Item1, part.Item2, minimumArea))]);
        return
        [
            Gallery("Defective parts with the lowest scores", defective.Take(Worst)),
            Gallery("Good parts with the highest scores", good.Take(Worst)),
            Gallery("Defective parts with the highest scores", defective.Skip(Worst).TakeLast(Best).Reverse()),
            Gallery("Good parts with the lowest scores", good.Skip(Worst).TakeLast(Best).Reverse()),
        ];
    }

    /// <summary>Draws a part.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="frame">Its picture.</param>
    /// <param name="scored">Its score and map.</param>
    /// <param name="minimumArea">Smallest region marked, pixels of the map.</param>
    public static ReportPart Draw(string name, RgbImage frame, ScoredImage scored, int minimumArea)
    {
        ArgumentNullException.ThrowIfNull(scored);
        var panels = OverlayRenderer.RenderPanels(
            new OverlayContent
            {
                Frame = frame,
                Map = scored.Map,
                MapWidth = scored.Width,
                MapHeight = scored.Map.Length / scored.Width,
                Truth = scored.Mask,
                MinimumArea = minimumArea,
                Score = scored.Score,
                Verdict = scored.Score >= 1 ? "reject" : "pass",
            },
            PanelSide);
        return new ReportPart(name, scored.IsDefective, scored.Score, panels);
    }

    private static ReportPart Draw(TestPart part, ScoredImage scored, int minimumArea) => Draw(
        $"{Path.GetFileName(part.Path)} · {part.Defect ?? "good"}", ImageFiles.LoadRgb(part.Path), scored, minimumArea);
}
