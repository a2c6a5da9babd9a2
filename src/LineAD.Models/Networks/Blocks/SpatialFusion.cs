using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// Adaptively spatial feature fusion (ASFF, Liu et al. 2019, as AFPN uses it, Yang et al. 2023): every position has its
/// own softmax weights over the levels; a 3×3 convolution follows.
/// </summary>
public sealed class SpatialFusion : ILevelFusion
{
    private const int Hidden = 8;
    private readonly ConvNorm[] _reduce;
    private readonly ConvNorm _weigh;
    private readonly ConvNorm _mix;

    /// <param name="scope">Where reduce, weigh and mix hang.</param>
    /// <param name="channels">Channels of every input.</param>
    /// <param name="inputs">Number of inputs.</param>
    public SpatialFusion(WeightScope scope, int channels, int inputs)
    {
        _reduce = [.. Enumerable.Range(0, inputs).Select(k => Units.Active(
            scope["reduce"][k], new ConvSpec(channels, Hidden, 1)))];
        _weigh = Units.Plain(scope, "weigh", new ConvSpec(Hidden * inputs, inputs, 1) { Bias = true });
        _mix = Units.Active(scope["mix"], new ConvSpec(channels, channels, 3));
    }

    /// <inheritdoc />
    public torch.Tensor Forward(IReadOnlyList<torch.Tensor> levels)
    {
        using var scope = torch.NewDisposeScope();
        var weights = Weights(levels);
        var fused = levels[0] * weights.narrow(1, 0, 1);
        for (var k = 1; k < levels.Count; k++)
        {
            fused = fused + (levels[k] * weights.narrow(1, k, 1));
        }

        return _mix.Forward(fused).MoveToOuterDisposeScope();
    }

    /// <summary>(N, levels, H, W), positive, 1 in sum over the levels.</summary>
    internal torch.Tensor Weights(IReadOnlyList<torch.Tensor> levels)
    {
        using var scope = torch.NewDisposeScope();
        var reduced = levels.Select((level, k) => _reduce[k].Forward(level)).ToArray();
        return _weigh.Forward(torch.cat(reduced, 1)).softmax(1).MoveToOuterDisposeScope();
    }
}
