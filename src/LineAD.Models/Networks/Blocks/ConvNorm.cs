using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>A convolution with its norm and activation.</summary>
public sealed class ConvNorm : ConvUnit
{
    private readonly ConvSpec _spec;

    /// <param name="scope">Where the names hang.</param>
    /// <param name="conv">Name of the convolution.</param>
    /// <param name="norm">Name of the batch-norm; null for none.</param>
    /// <param name="spec">Geometry.</param>
    public ConvNorm(WeightScope scope, string conv, string? norm, ConvSpec spec)
        : base(scope, conv, norm, spec, Shape(spec), Deviation(spec)) => _spec = spec;

    private protected override ConvGeometry? Geometry => _spec.TensorFlowPadding && _spec.Kernel > 1
        ? null
        : new ConvGeometry(_spec.Stride, _spec.Padding, _spec.ColumnPadding, _spec.Dilation, _spec.Groups);

    private protected override torch.Tensor Convolve(
        torch.Tensor x, torch.Tensor weight, torch.Tensor? bias, bool folded)
    {
        var y = _spec.TensorFlowPadding ? ConvolveSame(x, weight, bias) : Run(
            x, weight, bias, _spec.Padding, _spec.ColumnPadding);
        return folded ? Activate(y) : y;
    }

    private torch.Tensor ConvolveSame(torch.Tensor x, torch.Tensor weight, torch.Tensor? bias)
    {
        var rows = SamePadding(x.shape[2]);
        var columns = SamePadding(x.shape[3]);
        if (rows.Before == rows.After && columns.Before == columns.After)
        {
            return Run(x, weight, bias, rows.Before, columns.Before);
        }

        using var padded = torch.nn.functional.pad(x, [columns.Before, columns.After, rows.Before, rows.After]);
        return Run(padded, weight, bias, 0, 0);
    }

    private torch.Tensor Run(torch.Tensor x, torch.Tensor weight, torch.Tensor? bias, long rows, long columns) =>
        torch.nn.functional.conv2d(
            x,
            weight,
            bias,
            [_spec.Stride, _spec.Stride],
            [rows, columns],
            [_spec.Dilation, _spec.Dilation],
            _spec.Groups);

    private (long Before, long After) SamePadding(long size)
    {
        var outputs = (size + _spec.Stride - 1) / _spec.Stride;
        var reach = ((outputs - 1) * _spec.Stride) + ((_spec.Kernel - 1) * _spec.Dilation) + 1;
        var total = Math.Max(0, reach - size);
        return (total / 2, total - (total / 2));
    }

    private static long[] Shape(ConvSpec spec) => [spec.Out, spec.In / spec.Groups, spec.Kernel, spec.Columns];

    // He et al. 2015, fan-out: keeps the variance of gradients through ReLU layers.
    private static double Deviation(ConvSpec spec) =>
        spec.Gain * Math.Sqrt(2.0 * spec.Groups / ((double)spec.Out * spec.Kernel * spec.Columns));
}
