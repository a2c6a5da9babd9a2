using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState : IDisposable
{
    public abstract void SaveStateDict(BinaryWriter writer);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void Dispose();

    private protected static Tensor ZerosLike(Parameter parameter) => zeros_like(parameter).DetachFromDisposeScope();

    private protected static void SaveOptional(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    private protected static Tensor? LoadOptional(BinaryReader reader, Tensor? old, Device device)
    {
        old?.Dispose();
        return reader.ReadBoolean()
            ? TensorExtensionMethods.Load(reader).to(device, disposeAfter: true).DetachFromDisposeScope()
            : null;
    }
}
