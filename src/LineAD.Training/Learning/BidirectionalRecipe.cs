using LineAD.Models.Losses;
using LineAD.Models.Networks;
using LineAD.Models.Networks.NNet;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Training.Learning;

/// <summary>
/// N-Net: first the adapters learn to leave good features alone and to move those of drawn defects away from them; then
/// they are frozen, and both branches learn the adapted features of good parts, and to agree with each other.
/// </summary>
internal sealed class BidirectionalRecipe : ITrainingRecipe
{
    private const double AdapterShare = 0.2;
    private const double AgreementWeight = 0.1;
    private const double EntropyWeight = 2e-4;

    // 0.002 at the default step size: between the published 0.005 of the reverse and 0.001 of the forward branch.
    private const double RateScale = 0.4;

    public MethodNote Method => MethodNotes.NNet;

    public bool HasPhases => true;

    public OptimizerHelper CreateOptimizer(Student student, TrainingOptions options) =>
        torch.optim.Adam(student.Parameters, options.LearningRate, beta1: 0.5, beta2: 0.999);

    public double RateFactor(int step, int steps) => RateScale;

    public torch.Tensor Loss(Student student, TrainingBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        var net = (NNetStudent)student;
        var loss = batch.Step < AdapterShare * batch.Steps ? AdapterLoss(net, batch) : BranchLoss(net, batch);
        return loss.MoveToOuterDisposeScope();
    }

    private static torch.Tensor AdapterLoss(NNetStudent student, TrainingBatch batch)
    {
        var corrupted = batch.Corrupt(withClean: true);
        var separation = AdapterSeparation.Loss(corrupted.CleanTaps, student.Adapt(corrupted.Taps), corrupted.Mask);
        return CosineLoss.Global(batch.Taps, student.Adapt(batch.Taps)) + separation;
    }

    private static torch.Tensor BranchLoss(NNetStudent student, TrainingBatch batch)
    {
        var adapted = Frozen(student, batch.Taps);
        var (forward, reverse, entropy) = student.Branches(adapted, batch.Image, true);
        var loss = CosineLoss.Global(adapted, forward) + CosineLoss.Global(adapted, reverse)
            + (AgreementWeight * CosineLoss.Global(forward, reverse));
        return entropy is null ? loss : loss + (EntropyWeight * entropy);
    }

    private static torch.Tensor[] Frozen(NNetStudent student, IReadOnlyList<torch.Tensor> taps)
    {
        using var guard = torch.no_grad();
        var isTraining = student.Training;
        student.Training = false;
        var adapted = student.Adapt(taps);
        student.Training = isTraining;
        return adapted;
    }
}
