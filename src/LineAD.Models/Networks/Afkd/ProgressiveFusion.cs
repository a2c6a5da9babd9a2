using LineAD.Models.Networks.Blocks;
using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.Afkd;

/// <summary>
/// Progressive fusion of three levels (AFPN, Yang et al. 2023): first the two finer levels meet, each at its own size,
/// then all three; between the steps every level has residual blocks. Neighbours meet first because distant levels have
/// little in common.
/// </summary>
public sealed class ProgressiveFusion
{
    private const int BlocksPerStep = 2;
    private readonly ConvNorm[] _reduce;
    private readonly Crossing[] _first;
    private readonly Crossing[] _second;

    /// <param name="scope">Where reduce, first and second hang.</param>
    /// <param name="taps">Channels of the taps, finest first.</param>
    /// <param name="widths">Channels inside per level, finest first.</param>
    /// <param name="fusion">Makes the fusion for a scope, a width and a number of levels.</param>
    public ProgressiveFusion(
        WeightScope scope,
        IReadOnlyList<int> taps,
        IReadOnlyList<int> widths,
        Func<WeightScope, int, int, ILevelFusion> fusion)
    {
        _reduce = [.. taps.Select((channels, k) => Units.Active(scope["reduce"][k], new ConvSpec(channels, widths[k], 1)))];
        int[] finer = [widths[0], widths[1]];
        _first = [.. finer.Select((_, k) => new Crossing(scope["first"][k], finer, k, fusion))];
        _second = [.. widths.Select((_, k) => new Crossing(scope["second"][k], widths, k, fusion))];
    }

    /// <summary>Fused maps in the taps' sizes, finest first; the caller disposes of them.</summary>
    public torch.Tensor[] Forward(IReadOnlyList<torch.Tensor> taps)
    {
        using var scope = torch.NewDisposeScope();
        var reduced = taps.Select((tap, k) => _reduce[k].Forward(tap)).ToArray();
        var finer = _first.Select(crossing => crossing.Forward([reduced[0], reduced[1]])).ToArray();
        torch.Tensor[] all = [finer[0], finer[1], reduced[2]];
        return [.. _second.Select(crossing => crossing.Forward(all).MoveToOuterDisposeScope())];
    }

    /// <summary>All levels brought to one of them, fused there, and two residual blocks.</summary>
    private sealed class Crossing
    {
        private readonly LevelAlignment _align;
        private readonly ILevelFusion _fusion;
        private readonly ResidualStage _stage;

        public Crossing(
            WeightScope scope,
            IReadOnlyList<int> widths,
            int target,
            Func<WeightScope, int, int, ILevelFusion> fusion)
        {
            var width = widths[target];
            _align = new LevelAlignment(scope["align"], widths, target, width);
            _fusion = fusion(scope["fusion"], width, widths.Count);
            _stage = new ResidualStage(scope["stage"], new StageShape(width, width, BlocksPerStep, null), Step.Same);
        }

        public torch.Tensor Forward(IReadOnlyList<torch.Tensor> levels)
        {
            using var scope = torch.NewDisposeScope();
            return _stage.Forward(_fusion.Forward(_align.Forward(levels))).MoveToOuterDisposeScope();
        }
    }
}
