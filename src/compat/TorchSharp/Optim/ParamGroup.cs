using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Parameters that share their options.</summary>
public class ParamGroup : ILearningRateController
{
    internal ParamGroup(IEnumerable<Parameter> parameters, OptimizerOptions options)
    {
        Parameters = [.. parameters];
        Options = options;
    }

    public IEnumerable<Parameter> Parameters { get; }

    public OptimizerOptions Options { get; }

    public double LearningRate
    {
        get => Options.LearningRate!.Value;
        set => Options.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}
