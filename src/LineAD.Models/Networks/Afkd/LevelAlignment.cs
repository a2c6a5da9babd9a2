using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Networks.Afkd;

/// <summary>
/// Brings levels that each halve the size of the one before to the size of one of them and to one width: finer levels by
/// a convolution whose kernel is its stride, coarser ones by a 1×1 convolution and bilinear upsampling.
/// </summary>
public sealed class LevelAlignment
{
    private readonly ConvNorm[] _units;
    private readonly int _target;

    /// <param name="scope">Where the numbered units hang.</param>
    /// <param name="channels">Channels of the levels, finest first.</param>
    /// <param name="target">Level whose size all get.</param>
    /// <param name="width">Channels that all get.</param>
    public LevelAlignment(WeightScope scope, IReadOnlyList<int> channels, int target, int width)
    {
        _target = target;
        _units = [.. channels.Select((inputs, k) => Units.Active(scope[k], Spec(inputs, width, target - k)))];
    }

    /// <summary>Maps (N, width, h, w) in the order of the levels; the caller disposes of them.</summary>
    public torch.Tensor[] Forward(IReadOnlyList<torch.Tensor> levels)
    {
        using var scope = torch.NewDisposeScope();
        return [.. levels.Select((level, k) =>
            Resize.Like(_units[k].Forward(level), levels[_target]).MoveToOuterDisposeScope())];
    }

    private static ConvSpec Spec(int inputs, int width, int halvings) => halvings <= 0
        ? new ConvSpec(inputs, width, 1)
        : new ConvSpec(inputs, width, 1 << halvings) { Stride = 1 << halvings, Unpadded = true };
}
