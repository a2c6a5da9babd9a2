using LineAD.Models.Networks;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Training.Learning;

/// <summary>
/// How one architecture learns: its optimiser and its loss. The loop, caching, checkpoints and progress are the
/// <see cref="Trainer"/>'s and the same for all.
/// </summary>
public interface ITrainingRecipe
{
    /// <summary>Makes the optimiser of a student.</summary>
    OptimizerHelper CreateOptimizer(Student student, TrainingOptions options);

    /// <summary>Loss of a batch, a scalar with gradient.</summary>
    /// <param name="student">The student, in training or not.</param>
    /// <param name="taps">Teacher maps (N, C, H, W), finest first, without gradient.</param>
    /// <param name="image">Normalised image (N, 3, H, W).</param>
    /// <param name="step">Step, from 0; for schedules.</param>
    torch.Tensor Loss(Student student, IReadOnlyList<torch.Tensor> taps, torch.Tensor image, int step);
}
