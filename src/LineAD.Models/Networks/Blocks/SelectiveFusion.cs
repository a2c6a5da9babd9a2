using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// Selective kernel fusion (Li et al. 2019, in the form of SKFusion, Song et al. 2023): the image's global context, the
/// spatial mean of the inputs' sum, decides per channel how much of each input counts. No spatial term.
/// </summary>
public sealed class SelectiveFusion : ILevelFusion
{
    private const int Reduction = 8;
    private const int LeastHidden = 8;
    private readonly ConvNorm _squeeze;
    private readonly ConvNorm _select;
    private readonly int _inputs;

    /// <param name="scope">Where squeeze and select hang.</param>
    /// <param name="channels">Channels of every input.</param>
    /// <param name="inputs">Number of inputs.</param>
    public SelectiveFusion(WeightScope scope, int channels, int inputs)
    {
        var hidden = Math.Max(channels / Reduction, LeastHidden);
        _inputs = inputs;
        _squeeze = Units.PlainActive(scope, "squeeze", new ConvSpec(channels, hidden, 1));
        _select = Units.Plain(scope, "select", new ConvSpec(hidden, channels * inputs, 1));
    }

    /// <inheritdoc />
    public torch.Tensor Forward(IReadOnlyList<torch.Tensor> levels)
    {
        using var scope = torch.NewDisposeScope();
        var weights = Weights(levels);
        var fused = levels[0] * weights.select(1, 0);
        for (var k = 1; k < _inputs; k++)
        {
            fused = fused + (levels[k] * weights.select(1, k));
        }

        return fused.MoveToOuterDisposeScope();
    }

    /// <summary>(N, inputs, C, 1, 1), positive, 1 in sum over the inputs.</summary>
    private torch.Tensor Weights(IReadOnlyList<torch.Tensor> levels)
    {
        var sum = levels.Skip(1).Aggregate(levels[0], (total, level) => total + level);
        var context = _squeeze.Forward(sum.mean([2L, 3L], true));
        var (n, c) = (levels[0].shape[0], levels[0].shape[1]);
        return _select.Forward(context).reshape(n, _inputs, c, 1, 1).softmax(1);
    }
}
