using LineAD.Models.Networks.Blocks;
using LineAD.Models.Networks.ReverseDistillation;
using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.FmgRd;

/// <summary>
/// The taps at the coarsest one's size and width, each through attention, fused selectively and compressed into the code:
/// attention in place of reverse distillation's concatenation.
/// </summary>
public sealed class AttentiveEmbedding
{
    private readonly ConvNorm _first;
    private readonly ConvNorm _second;
    private readonly ConvNorm _third;
    private readonly ConvNorm _fourth;
    private readonly IAttention[] _attention;
    private readonly SelectiveFusion _fusion;
    private readonly ResidualStage _code;

    /// <param name="scope">Where align, attention, fusion and code hang.</param>
    /// <param name="shape">Widths.</param>
    public AttentiveEmbedding(WeightScope scope, RdShape shape)
    {
        var (middle, width) = (shape.Widths[1], shape.Widths[2]);
        var align = scope["align"];
        _first = Units.Active(align[0], new ConvSpec(shape.Taps[0], middle, 3) { Stride = 2 });
        _second = Units.Active(align[1], new ConvSpec(middle, width, 3) { Stride = 2 });
        _third = Units.Active(align[2], new ConvSpec(shape.Taps[1], width, 3) { Stride = 2 });
        _fourth = Units.Active(align[3], new ConvSpec(shape.Taps[2], width, 1));
        _attention = [.. shape.Taps.Select((_, k) => Attention(scope["attention"][k], width, shape.Inner is not null))];
        _fusion = new SelectiveFusion(scope["fusion"], width, shape.Taps.Count);
        _code = new ResidualStage(scope["code"], shape.Code(width), Step.Down);
    }

    /// <summary>Code (N, C, H/32, W/32) of taps at strides 4, 8 and 16; the caller disposes of it.</summary>
    public torch.Tensor Forward(IReadOnlyList<torch.Tensor> taps)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor[] aligned =
            [_second.Forward(_first.Forward(taps[0])), _third.Forward(taps[1]), _fourth.Forward(taps[2])];
        var attended = aligned.Select((map, k) => _attention[k].Forward(map)).ToArray();
        return _code.Forward(_fusion.Forward(attended)).MoveToOuterDisposeScope();
    }

    // Three weights suit narrow maps; teachers with bottlenecks are wide enough for the full attention.
    private static IAttention Attention(WeightScope scope, int width, bool isWide) =>
        isWide ? new Cbam(scope, width) : new EfficientChannelAttention(scope);
}
