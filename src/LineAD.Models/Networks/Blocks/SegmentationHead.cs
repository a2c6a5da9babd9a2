using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// Guided segmentation after DeSTSeg (Zhang et al., CVPR 2023): what teacher and student agree on at a position becomes
/// the logit of a defect. Narrower than theirs, the levels are fused instead of concatenated, and the context is looked at
/// at half the size: that sees twice as far, which large defects need, at a quarter of the cost; the full size outlines.
/// </summary>
public sealed class SegmentationHead
{
    // Focal loss stops pushing long before this; the bound keeps one wild pixel from deciding a part.
    private const double LargestLogit = 12;
    private readonly ConvNorm[] _reduce;
    private readonly ILevelFusion _fusion;
    private readonly ResidualBlock[] _blocks;
    private readonly Aspp _context;
    private readonly ConvNorm _logit;

    /// <param name="scope">Where reduce, fusion, blocks, context and logit hang.</param>
    /// <param name="taps">Channels of what the head sees of the levels, finest first.</param>
    /// <param name="width">Channels inside.</param>
    /// <param name="fusion">Makes the fusion for a scope, a width and a number of levels.</param>
    public SegmentationHead(
        WeightScope scope, IReadOnlyList<int> taps, int width, Func<WeightScope, int, int, ILevelFusion> fusion)
    {
        _reduce = [.. taps.Select((channels, k) => Units.Active(scope["reduce"][k], new ConvSpec(channels, width, 1)))];
        _fusion = fusion(scope["fusion"], width, taps.Count);
        _blocks = [.. Enumerable.Range(0, 2).Select(k => Basic(scope["blocks"][k], width, width, Step.Same))];
        _context = new Aspp(scope["context"], width);
        _logit = Units.Plain(scope, "logit", new ConvSpec(width, 1, 1) { Bias = true, Gain = 0.1 });
    }

    /// <summary>Channels inside the head that fit a teacher: a quarter of what its taps have together.</summary>
    public static int WidthFor(IEnumerable<int> taps) => taps.Sum() < 400 ? 64 : 128;

    /// <summary>Logits (N, h, w) at the finest level's size, −12 to 12; the caller disposes of them.</summary>
    /// <param name="evidence">
    /// Per level, finest first, (N, C, H, W): the element-wise product of the unit vectors of teacher and student, whose sum
    /// over channels is the cosine, and the teacher's unit vector.
    /// </param>
    public torch.Tensor Forward(IReadOnlyList<torch.Tensor> evidence)
    {
        using var scope = torch.NewDisposeScope();
        var levels = evidence.Select((level, k) => Resize.Like(_reduce[k].Forward(level), evidence[0])).ToArray();
        var fine = _blocks[0].Forward(_fusion.Forward(levels));
        var half = Resize.To(fine, (fine.shape[2] + 1) / 2, (fine.shape[3] + 1) / 2);
        var context = _context.Forward(_blocks[1].Forward(half));
        var logits = _logit.Forward(fine + Resize.Like(context, fine));
        return logits.select(1, 0).to(torch.float32).clamp(-LargestLogit, LargestLogit).MoveToOuterDisposeScope();
    }
}
