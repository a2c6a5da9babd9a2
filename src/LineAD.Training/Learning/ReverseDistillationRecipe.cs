using LineAD.Models.Losses;
using LineAD.Models.Networks;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Training.Learning;

/// <summary>
/// RD4AD (Deng and Li, CVPR 2022): Adam with betas (0.5, 0.999) on the global cosine loss of all levels.
/// </summary>
public sealed class ReverseDistillationRecipe : ITrainingRecipe
{
    /// <inheritdoc />
    public MethodNote Method => MethodNotes.Rd;

    /// <inheritdoc />
    public OptimizerHelper CreateOptimizer(Student student, TrainingOptions options) =>
        torch.optim.Adam(student.Parameters, options.LearningRate, beta1: 0.5, beta2: 0.999);

    /// <inheritdoc />
    public torch.Tensor Loss(Student student, TrainingBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        return CosineLoss.Global(batch.Taps, student.Forward(batch.Taps, batch.Image)).MoveToOuterDisposeScope();
    }
}
