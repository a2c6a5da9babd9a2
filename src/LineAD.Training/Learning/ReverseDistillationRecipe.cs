using LineAD.Models.Losses;
using LineAD.Models.Networks;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Training.Learning;

/// <summary>
/// RD4AD (Deng and Li, CVPR 2022) and what descends from it: Adam with betas (0.5, 0.999) on the global cosine loss of all
/// levels, on good parts only.
/// </summary>
/// <param name="method">The architecture's note.</param>
/// <param name="worstShare">Weight of the mean of the ten worst positions per image and level; 0 for none.</param>
internal sealed class ReverseDistillationRecipe(MethodNote method, double worstShare = 0) : ITrainingRecipe
{
    private const int WorstPositions = 10;

    public MethodNote Method => method;

    public OptimizerHelper CreateOptimizer(Student student, TrainingOptions options) =>
        torch.optim.Adam(student.Parameters, options.LearningRate, beta1: 0.5, beta2: 0.999);

    public torch.Tensor Loss(Student student, TrainingBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        var outputs = student.Forward(batch.Taps, batch.Image);
        var loss = CosineLoss.Global(batch.Taps, outputs);
        if (worstShare > 0)
        {
            loss = loss + (worstShare * CosineLoss.Worst(batch.Taps, outputs, WorstPositions));
        }

        return loss.MoveToOuterDisposeScope();
    }
}
