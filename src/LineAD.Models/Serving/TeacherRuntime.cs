using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Networks.Blocks;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>A resident teacher in its inference form. Read-only; any thread.</summary>
internal sealed class TeacherRuntime : IDisposable
{
    private readonly Backbone _network;

    /// <param name="spec">Its architecture.</param>
    /// <param name="network">Loaded weights; folded here and owned.</param>
    /// <param name="precision">Precision of inference.</param>
    /// <param name="device">Device of the weights.</param>
    internal TeacherRuntime(TeacherSpec spec, Backbone network, Precision precision, torch.Device device)
    {
        _network = network;
        Spec = spec;
        Precision = precision;
        Device = device;
        network.Fold(FoldOptions);
    }

    internal TeacherSpec Spec { get; }

    internal Precision Precision { get; }

    internal torch.Device Device { get; }

    /// <summary>How networks of this group are folded.</summary>
    internal FoldOptions FoldOptions => new(Precisions.Type(Precision), new InputFold(
        [.. Spec.Preprocessing.Mean], [.. Spec.Preprocessing.Deviation], Offsets));

    // Whole numbers stay exact in bf16 and fp16; in fp32 the true mean does.
    private float[] Offsets => Precision == Precision.Fp32
        ? [.. Spec.Preprocessing.Mean]
        : [.. Spec.Preprocessing.Mean.Select(mean => MathF.Round(mean))];

    internal InputStager CreateStager(InputSpec input, int largestBatch) =>
        new(input, largestBatch, Offsets, Precisions.Type(Precision), Device);

    /// <inheritdoc cref="Network.Convolutions" />
    internal (int Packed, int All) Convolutions => _network.Convolutions;

    internal torch.Tensor[] Forward(torch.Tensor image) => _network.Forward(image);

    public void Dispose() => _network.Dispose();
}
