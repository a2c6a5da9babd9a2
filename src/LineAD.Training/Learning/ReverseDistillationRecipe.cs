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
    public OptimizerHelper CreateOptimizer(Student student, TrainingOptions options) =>
        torch.optim.Adam(student.Parameters, options.LearningRate, beta1: 0.5, beta2: 0.999);

    /// <inheritdoc />
    public torch.Tensor Loss(Student student, IReadOnlyList<torch.Tensor> taps, torch.Tensor image, int step)
    {
        using var scope = torch.NewDisposeScope();
        var outputs = student.Forward(taps, image);
        return CosineLoss.Global(Widened(taps), Widened(outputs)).MoveToOuterDisposeScope();
    }

    // Sums over a whole map lose too much in bf16.
    private static torch.Tensor[] Widened(IReadOnlyList<torch.Tensor> maps) =>
        [.. maps.Select(map => map.dtype == torch.float32 ? map.alias() : map.to(torch.float32))];
}
