using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Networks.StuSeg;

/// <summary>
/// STU-Seg (Xi'an University of Posts and Telecommunications, J. of Data Acquisition and Processing 2026), our
/// reconstruction: the denoising student is a U-Net whose skip connections go through selective fusion, and so do the
/// levels of the guided head. Only the abstract was available to us.
/// </summary>
public sealed class StuSegStudent : SegmentingStudent
{
    private readonly SelectiveUNet _net;

    /// <param name="weights">Where the weights are registered.</param>
    /// <param name="shape">Widths.</param>
    /// <param name="whole">False without <see cref="Ablations.SelectiveFusion"/>.</param>
    public StuSegStudent(NetworkWeights weights, LevelShape shape, bool whole)
        : base(weights)
    {
        _net = new SelectiveUNet(weights.Root["net"], shape, (scope, width) => Fusion(scope, width, 2, whole));
        Head = new SegmentationHead(
            weights.Root["head"],
            EvidenceChannels(shape.Taps),
            SegmentationHead.WidthFor(shape.Taps),
            (scope, width, levels) => Fusion(scope, width, levels, whole));
    }

    private protected override SegmentationHead Head { get; }

    /// <inheritdoc />
    public override torch.Tensor[] Forward(IReadOnlyList<torch.Tensor> taps, torch.Tensor image)
    {
        using var typed = image.dtype == taps[0].dtype ? image.alias() : image.to(taps[0].dtype);
        return _net.Forward(typed);
    }

    private static ILevelFusion Fusion(WeightScope scope, int width, int inputs, bool selective) => selective
        ? new SelectiveFusion(scope, width, inputs)
        : new ConcatFusion(scope, width, inputs);
}
