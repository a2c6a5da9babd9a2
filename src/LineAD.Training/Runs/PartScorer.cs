using LineAD.Core.Scoring;
using LineAD.Imaging;
using LineAD.Imaging.Masks;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using LineAD.Training.Learning;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>Scores image files with a student in fp32, a few at a time.</summary>
internal sealed class PartScorer(Student student, TrainingTeacher teacher, ScoreRule rule, InputSpec input)
{
    private const int Chunk = 8;

    /// <summary>Normalised scores and maps, masks at map size.</summary>
    public IEnumerable<ScoredImage> Score(IReadOnlyList<TestPart> parts) => parts.Chunk(Chunk).SelectMany(chunk =>
        ScoreRaw(chunk.Select(part => part.Path)).Zip(chunk, Normalised));

    /// <summary>Scores and maps before normalisation.</summary>
    public IEnumerable<RawScore> ScoreRaw(IEnumerable<string> paths) => paths.Chunk(Chunk).SelectMany(ScoreChunk);

    private List<RawScore> ScoreChunk(string[] paths)
    {
        var images = paths.Select(path => ImageFiles.LoadRgb(path, input)).ToList();
        using var features = new TeacherFeatures(teacher.Spec, teacher.Network, images, torch.float32, 0);
        return [.. new RawScorer(student, input, rule).Score(features)];
    }

    private ScoredImage Normalised(RawScore raw, TestPart part)
    {
        var map = Array.ConvertAll(raw.Map, value => (float)(value / rule.PixelThreshold));
        var mask = part.MaskPath is null
            ? []
            : MaskResizer.Resize(ImageFiles.LoadMask(part.MaskPath), input.Width, input.Height);
        return new ScoredImage(part.Path, part.IsDefective, raw.Score / rule.ImageThreshold, input.Width, map, mask);
    }
}
