using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Networks.PfadSeg;

/// <summary>
/// PFADSeg (Song et al., arXiv 2501.12104), our reconstruction: the frozen teacher is the encoder, also of corrupted
/// images; parallel aggregation and an attentive decoder restore the clean features; a guided head with adaptive
/// (per-position) fusion of the levels segments. The paper's body was not available to us but for its introduction.
/// </summary>
public sealed class PfadSegStudent : SegmentingStudent
{
    private readonly ParallelAggregation _aggregation;
    private readonly AttentiveDecoder _decoder;

    /// <param name="weights">Where the weights are registered.</param>
    /// <param name="shape">Widths.</param>
    /// <param name="whole">False without <see cref="Ablations.AdaptiveFusion"/>.</param>
    public PfadSegStudent(NetworkWeights weights, LevelShape shape, bool whole)
        : base(weights)
    {
        _aggregation = new ParallelAggregation(weights.Root["aggregation"], shape);
        _decoder = new AttentiveDecoder(weights.Root["decoder"], shape);
        Head = new SegmentationHead(
            weights.Root["head"],
            EvidenceChannels(shape.Taps),
            SegmentationHead.WidthFor(shape.Taps),
            (scope, width, levels) => whole
                ? new SpatialFusion(scope, width, levels)
                : new ConcatFusion(scope, width, levels));
    }

    private protected override SegmentationHead Head { get; }

    /// <inheritdoc />
    public override torch.Tensor[] Forward(IReadOnlyList<torch.Tensor> taps, torch.Tensor image)
    {
        using var code = _aggregation.Forward(taps);
        return _decoder.Forward(code);
    }
}
