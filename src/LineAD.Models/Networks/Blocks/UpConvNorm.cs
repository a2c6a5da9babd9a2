using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// A 2×2 transposed convolution of stride 2 with its norm and activation. Kernels of neighbouring outputs do not
/// overlap, so it is exactly a 1×1 convolution to four times the channels whose outputs are interleaved; that runs in
/// every precision and layout, and faster. Files hold it as a transposed convolution: (In, Out, 2, 2).
/// </summary>
public sealed class UpConvNorm : ConvUnit
{
    private const int Scale = 2;

    /// <param name="scope">Where the names hang.</param>
    /// <param name="conv">Name of the transposed convolution.</param>
    /// <param name="norm">Name of the batch-norm; null for none.</param>
    /// <param name="spec">Channels, activation; kernel and stride are 2.</param>
    public UpConvNorm(WeightScope scope, string conv, string? norm, ConvSpec spec)
        : base(scope, conv, norm, spec, [spec.In, spec.Out, Scale, Scale], Math.Sqrt(2.0 / (spec.In * Scale * Scale)))
    {
    }

    private protected override ConvGeometry? Geometry => ConvGeometry.Point;

    private protected override torch.Tensor Convolve(
        torch.Tensor x, torch.Tensor weight, torch.Tensor? bias, bool folded)
    {
        using var kernel = folded ? weight.alias() : OneByOne(weight);
        using var expanded = folded || bias is null ? bias?.alias() : ExpandOutputs(bias);
        var y = torch.nn.functional.conv2d(x, kernel, expanded);
        return Arrange(folded ? Activate(y) : y);
    }

    private protected override torch.Tensor Arrange(torch.Tensor y)
    {
        using (y)
        {
            return Interleave(y);
        }
    }

    private protected override torch.Tensor FoldableWeight() => OneByOne(Weight);

    private protected override torch.Tensor ExpandOutputs(torch.Tensor values) => values.repeat(Scale * Scale);

    /// <summary>(In, Out, 2, 2) to (4·Out, In, 1, 1), outputs ordered (row, column, channel).</summary>
    private static torch.Tensor OneByOne(torch.Tensor weight)
    {
        var shape = weight.shape;
        using var ordered = weight.permute(2, 3, 1, 0);
        return ordered.reshape(Scale * Scale * shape[1], shape[0], 1, 1);
    }

    /// <summary>(N, 4·C, H, W) to (N, C, 2H, 2W): one copy with long runs, because channels lie innermost.</summary>
    private static torch.Tensor Interleave(torch.Tensor y)
    {
        var (n, h, w, c) = (y.shape[0], y.shape[2], y.shape[3], y.shape[1] / (Scale * Scale));
        using var last = y.permute(0, 2, 3, 1);
        using var split = last.reshape(n, h, w, Scale, Scale, c);
        using var ordered = split.permute(0, 1, 3, 2, 4, 5);
        using var image = ordered.reshape(n, h * Scale, w * Scale, c);
        return image.permute(0, 3, 1, 2);
    }
}
