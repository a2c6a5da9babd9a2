using LineAD.Models.Networks;
using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Teachers;

/// <summary>A teacher architecture: what it gives out and what students need to know of it.</summary>
public sealed record TeacherSpec
{
    /// <summary>Id in bundles and configuration, for instance <c>resnet18</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Three taps, finest first.</summary>
    public required IReadOnlyList<TapSpec> Taps { get; init; }

    /// <summary>Normalisation of its input.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>Residual blocks per stage that a mirrored decoder has, finest first.</summary>
    public required IReadOnlyList<int> Repeats { get; init; }

    /// <summary>Channels inside bottleneck blocks per stage; null where the teacher has basic blocks.</summary>
    public IReadOnlyList<int>? BottleneckChannels { get; init; }

    /// <summary>
    /// True when taps have negative values (no ReLU before them): students then end in a linear layer.
    /// </summary>
    public bool SignedTaps { get; init; }

    /// <summary>Makes the network, truncated after the last tap.</summary>
    public required Func<NetworkWeights, Backbone> Create { get; init; }

    /// <summary>
    /// Makes the network on a device, with random weights (for tests and benchmarks) or with unset ones.
    /// </summary>
    public Backbone Build(torch.Device device, bool initialise = false) => Create(
        new NetworkWeights(device, initialise));

    /// <summary>A copy of a loaded teacher in its inference form, for normalised images of that type.</summary>
    /// <param name="teacher">The teacher, not folded; stays as it is.</param>
    /// <param name="type">Precision.</param>
    public Backbone FoldedCopy(Backbone teacher, torch.ScalarType type)
    {
        using var guard = torch.no_grad();
        var copy = Build(teacher.State[0].Value.device);
        foreach (var (own, original) in copy.State.Zip(teacher.State))
        {
            own.Value.copy_(original.Value);
        }

        copy.Fold(new FoldOptions(type, null));
        return copy;
    }
}
