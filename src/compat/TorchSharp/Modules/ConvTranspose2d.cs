using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>2-D transposed convolution of (N, C, H, W).</summary>
public sealed class ConvTranspose2d : Convolution
{
    internal ConvTranspose2d(ConvolutionShape shape, bool bias, PaddingModes paddingMode, Device? device, ScalarType? dtype)
        : base(nameof(ConvTranspose2d), shape, true, bias, paddingMode, device, dtype)
    {
    }

    public override Tensor forward(Tensor input) => nn.functional.conv_transpose2d(
        input, weight, bias, stride, padding, output_padding, dilation, groups);
}
