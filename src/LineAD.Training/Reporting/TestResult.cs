using LineAD.Training.Data;
using LineAD.Training.Evaluation;

namespace LineAD.Training.Reporting;

/// <summary>Test parts and what a model, already fixed, said of them.</summary>
public sealed class TestResult
{
    /// <param name="parts">The parts.</param>
    /// <param name="images">Their scores and maps, in the same order.</param>
    public TestResult(IReadOnlyList<TestPart> parts, IReadOnlyList<ScoredImage> images)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(images.Count, parts.Count);
        (Parts, Images, Evaluation) = (parts, images, CategoryEvaluator.EvaluateWithCurves(images));
    }

    /// <summary>The parts.</summary>
    public IReadOnlyList<TestPart> Parts { get; }

    /// <summary>Scores, maps and masks.</summary>
    public IReadOnlyList<ScoredImage> Images { get; }

    /// <summary>Metrics and curves.</summary>
    public CategoryEvaluation Evaluation { get; }

    /// <summary>Score by part, for machines.</summary>
    public IEnumerable<PartScore> Scores => Parts.Zip(Images, (part, image) =>
        new PartScore(Path.GetFileName(part.Path), part.Defect ?? "good", image.Score));
}
