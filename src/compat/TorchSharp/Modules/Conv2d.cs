using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>2-D convolution of (N, C, H, W).</summary>
public sealed class Conv2d : Convolution
{
    private readonly long[]? _explicitPadding;

    internal Conv2d(ConvolutionShape shape, bool bias, PaddingModes paddingMode, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d), shape, false, bias, paddingMode, device, dtype)
    {
        var p = shape.Padding;
        _explicitPadding = paddingMode == PaddingModes.Zeros ? null : [p[1], p[1], p[0], p[0]];
    }

    public override Tensor forward(Tensor input)
    {
        if (_explicitPadding is null)
        {
            return nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
        }

        using var padded = nn.functional.pad(input, _explicitPadding, padding_mode);
        return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
    }
}
