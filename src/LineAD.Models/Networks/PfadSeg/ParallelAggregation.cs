using LineAD.Models.Networks.Blocks;
using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.PfadSeg;

/// <summary>
/// Parallel feature aggregation: all taps meet at two sizes side by side, strides 8 and 16, each with an attentive
/// residual block; both together become the code at stride 32.
/// </summary>
public sealed class ParallelAggregation
{
    private readonly ConvNorm[] _reduce;
    private readonly ConvNorm[] _merge;
    private readonly ResidualBlock[] _attend;
    private readonly ConvNorm _down;
    private readonly ResidualStage _code;

    /// <param name="scope">Where reduce, merge, attend, down and code hang.</param>
    /// <param name="shape">Widths.</param>
    public ParallelAggregation(WeightScope scope, LevelShape shape)
    {
        var width = shape.Widths[1];
        _reduce = [.. shape.Taps.Select((channels, k) => Units.Active(
            scope["reduce"][k], new ConvSpec(channels, width, 1)))];
        var merged = new ConvSpec(width * shape.Taps.Count, width, 3);
        _merge = [Units.Active(scope["merge"][0], merged), Units.Active(scope["merge"][1], merged)];
        _attend = [.. Enumerable.Range(0, 2).Select(k => Attentive(scope["attend"][k], width, width, Step.Same))];
        _down = Units.Active(scope["down"], new ConvSpec(width, width, 3) { Stride = 2 });
        _code = new ResidualStage(scope["code"], new StageShape(2 * width, shape.CodeChannels, 2, null), Step.Down);
    }

    /// <summary>Code (N, C, H/32, W/32) of taps at strides 4, 8 and 16; the caller disposes of it.</summary>
    public torch.Tensor Forward(IReadOnlyList<torch.Tensor> taps)
    {
        using var scope = torch.NewDisposeScope();
        var reduced = taps.Select((tap, k) => _reduce[k].Forward(tap)).ToArray();
        var fine = _down.Forward(Branch(0, reduced, taps[1]));
        var coarse = Branch(1, reduced, taps[2]);
        return _code.Forward(torch.cat([fine, coarse], 1)).MoveToOuterDisposeScope();
    }

    private torch.Tensor Branch(int index, torch.Tensor[] reduced, torch.Tensor like)
    {
        var sized = reduced.Select(map => Resize.Like(map, like)).ToArray();
        return _attend[index].Forward(_merge[index].Forward(torch.cat(sized, 1)));
    }
}
