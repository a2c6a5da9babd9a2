using LineAD.Core.Scoring;
using LineAD.Models.Losses;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Training.Learning;

/// <summary>
/// After DeSTSeg (Zhang et al., CVPR 2023): first the student learns to give the teacher's features of the good part from
/// the corrupted one, then, frozen, it guides the head, which learns to outline the drawn defects.
/// </summary>
/// <param name="method">The architecture's note.</param>
/// <param name="distance">Distance of clean teacher maps and the student's.</param>
internal sealed class GuidedSegmentationRecipe(
    MethodNote method,
    Func<IReadOnlyList<torch.Tensor>, IReadOnlyList<torch.Tensor>, torch.Tensor> distance) : ITrainingRecipe
{
    private const double StudentShare = 0.4;
    private const double LateShare = 0.8;
    private const double LateFactor = 0.1;

    // 0.002 at the default step size: between the parents' 0.001 and 0.005, for a tenth of their steps.
    private const double RateScale = 0.4;

    // Share of a map pixel that must be defective: at a half, scratches would count as good.
    private const double LeastCover = 0.25;

    // On 630 parts of one category image AUROC rose from 19 to 38 looks at each (pixel AP for pfadseg only); more were not tried.
    private const int MostPictures = 24_000;
    private const int PicturesPerPart = 40;

    // DeSTSeg's mean of the 100 largest pixels at 256 × 256, as a share of the pixels.
    private const double TopShare = 100.0 / (256 * 256);

    public MethodNote Method => method;

    public bool HasPhases => true;

    public OptimizerHelper CreateOptimizer(Student student, TrainingOptions options) =>
        torch.optim.Adam(student.Parameters, options.LearningRate, beta1: 0.5, beta2: 0.999);

    public double RateFactor(int step, int steps)
    {
        var isLate = IsStudentPhase(step, steps) && step >= LateShare * StudentShare * steps;
        return RateScale * (isLate ? LateFactor : 1);
    }

    public int PicturesWanted(int parts) => (int)Math.Min((long)PicturesPerPart * parts, MostPictures);

    public ScoreRule Rule(InputSpec input) => new()
    {
        TopPixels = Math.Max(1, (int)Math.Round(TopShare * input.Width * input.Height)),
        Join = MapJoin.Largest,
    };

    public torch.Tensor Loss(Student student, TrainingBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        var isStudent = IsStudentPhase(batch.Step, batch.Steps);
        var corrupted = batch.Corrupt(withClean: isStudent);
        var loss = isStudent
            ? distance(corrupted.CleanTaps, student.Forward(corrupted.Taps, corrupted.Image))
            : HeadLoss((SegmentingStudent)student, corrupted);
        return loss.MoveToOuterDisposeScope();
    }

    private static bool IsStudentPhase(int step, int steps) => step < StudentShare * steps;

    private static torch.Tensor HeadLoss(SegmentingStudent student, CorruptedBatch corrupted)
    {
        var logits = student.Segment(corrupted.Taps, Frozen(student, corrupted));
        long[] size = [logits.shape[1], logits.shape[2]];
        var cover = torch.nn.functional.adaptive_avg_pool2d(corrupted.Mask, size).select(1, 0);
        return SegmentationLoss.FocalAndL1(logits, cover.ge(LeastCover).to(torch.float32));
    }

    private static torch.Tensor[] Frozen(Student student, CorruptedBatch corrupted)
    {
        using var guard = torch.no_grad();
        var isTraining = student.Training;
        student.Training = false;
        var outputs = student.Forward(corrupted.Taps, corrupted.Image);
        student.Training = isTraining;
        return outputs;
    }
}
