namespace TorchSharp.Modules;

/// <summary>What every optimizer has.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    internal virtual void SetMomentum(double value) =>
        throw new ArgumentException("The optimizer has no momentum to cycle; pass cycle_momentum: false.");

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }
}
