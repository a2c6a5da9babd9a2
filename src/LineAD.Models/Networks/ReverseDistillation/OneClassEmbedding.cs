using LineAD.Models.Networks.Blocks;
using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.ReverseDistillation;

/// <summary>
/// Brings the three taps to the coarsest size, concatenates them and compresses them into the code at half that size
/// (multi-scale fusion and one-class embedding of RD4AD, without its unused fourth convolution).
/// </summary>
public sealed class OneClassEmbedding
{
    private readonly ConvNorm _first;
    private readonly ConvNorm _second;
    private readonly ConvNorm _third;
    private readonly ResidualStage _code;

    /// <param name="scope">Where conv1 to conv3 and bn_layer hang.</param>
    /// <param name="shape">Widths.</param>
    public OneClassEmbedding(WeightScope scope, RdShape shape)
    {
        var (middle, coarse) = (shape.Widths[1], shape.Widths[2]);
        _first = Down(scope, 1, shape.Taps[0], middle);
        _second = Down(scope, 2, middle, coarse);
        _third = Down(scope, 3, shape.Taps[1], coarse);
        _code = new ResidualStage(scope["bn_layer"], shape.Code((2 * coarse) + shape.Taps[2]), Step.Down);
    }

    /// <summary>Code (N, 2·C3, H/32, W/32) of taps at strides 4, 8 and 16.</summary>
    public torch.Tensor Forward(IReadOnlyList<torch.Tensor> taps)
    {
        using var half = _first.Forward(taps[0]);
        using var fine = _second.Forward(half);
        using var middle = _third.Forward(taps[1]);
        using var all = torch.cat([fine, middle, taps[2]], 1);
        return _code.Forward(all);
    }

    private static ConvNorm Down(WeightScope scope, int number, int inputs, int outputs) =>
        new(scope, $"conv{number}", $"bn{number}", new ConvSpec(inputs, outputs, 3)
        {
            Stride = 2,
            Activation = Activation.ReLU,
        });
}
