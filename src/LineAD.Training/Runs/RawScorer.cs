using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Training.Learning;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>
/// Scores images with a student still in training form, fp32: the reference that serving in bf16 is held against.
/// </summary>
internal sealed class RawScorer(Student student, InputSpec input, ScoreRule rule)
{
    private const int Chunk = 8;

    /// <summary>Raw scores in the order of the features' images.</summary>
    public IEnumerable<RawScore> Score(TeacherFeatures features) =>
        Enumerable.Range(0, features.Count).Chunk(Chunk).SelectMany(indexes => ScoreChunk(features, indexes));

    private List<RawScore> ScoreChunk(TeacherFeatures features, int[] indexes)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        student.Training = false;
        var discrepancies = student.Discrepancies(features.Taps(indexes), features.Image(indexes));
        var plan = MapPlan.For(rule, student.MapNames);
        using var composer = MapComposer.For(discrepancies, input.Height, input.Width, plan);
        var maps = composer.Compose(discrepancies);
        var scores = ImageScore.Of(maps, rule.TopPixels).data<float>().ToArray();
        var pixels = input.Height * input.Width;
        var values = maps.contiguous().data<float>().ToArray();
        return [.. scores.Select((score, i) => new RawScore(score, values.AsSpan(i * pixels, pixels).ToArray()))];
    }
}
