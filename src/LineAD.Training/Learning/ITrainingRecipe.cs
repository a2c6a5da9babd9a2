using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Training.Learning;

/// <summary>
/// How one architecture learns: its optimiser and its loss. The loop, caching, checkpoints and progress are the
/// <see cref="Trainer"/>'s and the same for all.
/// </summary>
public interface ITrainingRecipe
{
    /// <summary>What the architecture is and what of it is ours.</summary>
    MethodNote Method { get; }

    /// <summary>
    /// True when the loss means something else later in the run; such a run cannot end by a rule on its loss.
    /// </summary>
    bool HasPhases => false;

    /// <summary>Makes the optimiser of a student.</summary>
    OptimizerHelper CreateOptimizer(Student student, TrainingOptions options);

    /// <summary>Loss of a batch, a scalar with gradient.</summary>
    /// <param name="student">The student, in training or not.</param>
    /// <param name="batch">What to learn from.</param>
    torch.Tensor Loss(Student student, TrainingBatch batch);

    /// <summary>Pictures (steps × batch) below which a run is measured to end too early; 0 when few are enough.</summary>
    /// <param name="parts">Good parts to learn from.</param>
    int PicturesWanted(int parts) => 0;

    /// <summary>Factor on the run's step size at a step.</summary>
    /// <param name="step">Step, from 0.</param>
    /// <param name="steps">Steps of the run.</param>
    double RateFactor(int step, int steps) => 1;

    /// <summary>How maps become scores, before calibration.</summary>
    /// <param name="input">Input size.</param>
    ScoreRule Rule(InputSpec input) => new();
}
