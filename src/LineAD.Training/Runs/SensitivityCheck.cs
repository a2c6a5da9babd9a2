using LineAD.Imaging;
using LineAD.Training.Evaluation;
using LineAD.Training.Learning;
using LineAD.Training.Reporting;
using LineAD.Training.Synthesis;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>
/// Whether the threshold is of any use: the share of defects drawn on good parts that it would reject. Real defects differ, so
/// this promises nothing; but a threshold that a few unlike good parts pushed above every defect is seen here before the line
/// sees it.
/// </summary>
/// <param name="Found">Drawn defects over the threshold.</param>
/// <param name="HighestPart">File name of the held-out good part with the highest score; null when none was held out.</param>
/// <param name="HighestToMedian">Its score divided by the median of the held-out scores; 1 when none was held out.</param>
/// <param name="Review">The threshold without that part; null where there is none, or it is no lower.</param>
public sealed record SensitivityCheck(RateEstimate Found, string? HighestPart, double HighestToMedian, ReviewAdvice? Review)
{
    /// <summary>Below this share the sentences say what to do.</summary>
    public const double Enough = 0.5;

    private const int Draws = 40;

    /// <summary>True when so few are found that the threshold should not be used as it is.</summary>
    public bool IsPoor => Found.Rate < Enough;

    /// <summary>Draws, scores and counts; the same model gives the same answer.</summary>
    public static SensitivityCheck Of(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var paths = model.Split.HeldOut.Count > 0
            ? model.Split.HeldOut.Select(part => part.Path) : model.Split.Training.Select(part => part.Path);
        var parts = PartPicture.All([.. paths.Take(Draws).Select(path => ImageFiles.LoadRgb(path, model.Options.Input))]);
        var scorer = new RawScorer(model.Student, model.Options.Input, model.Rule);
        var drawn = Enumerable.Range(0, Draws).Select(k => Draw(parts, model.Options.Seed, k)).Chunk(8).SelectMany(images =>
        {
            using var features = new TeacherFeatures(model.Teacher.Spec, model.Teacher.Network, images, torch.float32, 0);
            return scorer.Score(features).Select(raw => raw.Score).ToList();
        }).ToList();
        var found = RateEstimate.Of(drawn.Count(score => score >= model.Rule.ImageThreshold), Draws)!;
        var scores = model.Scores.HeldOut.OrderBy(part => part.Score).ToList();
        return scores.Count == 0
            ? new SensitivityCheck(found, null, 1, null)
            : new SensitivityCheck(
                found,
                Path.GetFileName(scores[^1].Part.Path),
                scores[^1].Score / scores[(scores.Count - 1) / 2].Score,
                ReviewAdvice.Of(model.Scores, model.Calibration, drawn));
    }

    /// <summary>It in plain sentences: the finding, and what to do where it is poor.</summary>
    public IReadOnlyList<string> Sentences()
    {
        var finding = $"Defects drawn on good parts: {Texts.Count(Found)} are over the threshold; real ones differ, so this promises nothing.";
        if (!IsPoor)
        {
            return [finding];
        }

        var remedy = HighestPart is null
            ? "Train longer, or add good parts."
            : $"Of the held-out good parts '{HighestPart}' scores highest, {Texts.Number(Math.Round(HighestToMedian, 1))} times the median: look at it. "
                + "Take it out of train/good if it is not good, else add more parts like it; or train longer.";
        var warning = $"WARNING: this threshold would let most defects pass. {remedy}";
        return Review is { } review && review.Found.Events > Found.Events
            ? [finding, warning, $"Until then, \"reviewFrom\": {Texts.Number(review.From)} in the station's configuration has {Texts.Count(review.Found)} "
                + "drawn defects reviewed or rejected: it is the threshold without that part. Good parts like it are reviewed then too."]
            : [finding, warning];
    }

    // A picture in five is left without a defect by the synthesizer; here each must have one.
    private static RgbImage Draw(IReadOnlyList<PartPicture> parts, int seed, int number)
    {
        var random = new Random(unchecked((seed * 397) + number));
        SyntheticAnomaly drawn;
        do
        {
            drawn = AnomalySynthesizer.Draw(parts[number % parts.Count], parts[random.Next(parts.Count)], random);
        }
        while (!drawn.Mask.Contains(true));
        return drawn.Image;
    }
}
