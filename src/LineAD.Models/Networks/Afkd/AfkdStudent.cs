using LineAD.Models.Networks.Blocks;
using LineAD.Models.Networks.ReverseDistillation;
using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.Afkd;

/// <summary>
/// AFKD (Shenyang University of Technology, J. of Electronic Measurement and Instrumentation), our reconstruction:
/// reverse distillation whose multi-scale block is a progressive fusion with learnable weights per level. Its maps reach
/// the decoder only through the code: as skips they would carry defects past it. Only the abstract was available to us.
/// </summary>
public sealed class AfkdStudent : Student
{
    private readonly ProgressiveFusion _fusion;
    private readonly LevelAlignment _align;
    private readonly ILevelFusion _weigh;
    private readonly ConvNorm _expand;
    private readonly ResidualStage _code;
    private readonly ReverseDecoder _decoder;

    /// <param name="weights">Where the weights are registered.</param>
    /// <param name="shape">Widths and depths.</param>
    /// <param name="whole">False without <see cref="Ablations.SpatialFusion"/>.</param>
    public AfkdStudent(NetworkWeights weights, RdShape shape, bool whole)
        : base(weights)
    {
        // Half the decoder's widths for ResNet-18, a quarter of a bottleneck teacher's: 32, 64, 128 and 64, 128, 256.
        var share = shape.Inner is null ? 2 : 4;
        int[] widths = [.. shape.Widths.Select(width => width / share)];
        _fusion = new ProgressiveFusion(weights.Root["fusion"], shape.Taps, widths, Fusion);
        _align = new LevelAlignment(weights.Root["align"], widths, widths.Length - 1, widths[^1]);
        _weigh = Fusion(weights.Root["weigh"], widths[^1], widths.Length);
        _expand = Units.Active(weights.Root["expand"], new ConvSpec(widths[^1], shape.Widths[^1], 1));
        _code = new ResidualStage(weights.Root["code"], shape.Code(shape.Widths[^1]), Step.Down);
        _decoder = new ReverseDecoder(weights.Root["decoder"], shape);

        ILevelFusion Fusion(WeightScope scope, int width, int levels) => whole
            ? new SpatialFusion(scope, width, levels)
            : new ScalarFusion(scope, levels);
    }

    /// <inheritdoc />
    public override torch.Tensor[] Forward(IReadOnlyList<torch.Tensor> taps, torch.Tensor image)
    {
        using var scope = torch.NewDisposeScope();
        var level = _weigh.Forward(_align.Forward(_fusion.Forward(taps)));
        var outputs = _decoder.Forward(_code.Forward(_expand.Forward(level)));
        return [.. outputs.Select(map => map.MoveToOuterDisposeScope())];
    }
}
