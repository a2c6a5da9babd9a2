using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Weights and geometry of convolutions; initialised as in PyTorch.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected Convolution(
        string name, ConvolutionShape shape, bool transposed, bool bias, PaddingModes paddingMode, Device? device, ScalarType? dtype)
        : base(name)
    {
        if (transposed && paddingMode != PaddingModes.Zeros)
        {
            throw new ArgumentException("Only PaddingModes.Zeros is supported for ConvTranspose2d.", nameof(paddingMode));
        }

        Shape = shape;
        padding_mode = paddingMode;
        this.transposed = transposed;
        long[] channels = transposed
            ? [shape.InChannels, shape.OutChannels / shape.Groups]
            : [shape.OutChannels, shape.InChannels / shape.Groups];
        weight = nn.Parameter(empty([.. channels, .. shape.Kernel], dtype, device));
        if (bias)
        {
            this.bias = nn.Parameter(empty(shape.OutChannels, dtype, device));
        }

        reset_parameters();
    }

    public Parameter weight
    {
        get => Registered<Parameter>(nameof(weight))!;
        set => Replace(nameof(weight), value);
    }

    public Parameter? bias
    {
        get => Registered<Parameter>(nameof(bias));
        set => Replace(nameof(bias), value);
    }

    public long in_channels => Shape.InChannels;
    public long out_channels => Shape.OutChannels;
    public long[] kernel_size => Shape.Kernel;
    public long[] stride => Shape.Stride;
    public long[]? padding => Shape.Padding;
    public long[] dilation => Shape.Dilation;
    public long[] output_padding => Shape.OutputPadding;
    public long groups => Shape.Groups;
    public PaddingModes padding_mode { get; }
    public bool transposed { get; }

    private protected ConvolutionShape Shape { get; }

    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is { } b)
        {
            var bound = 1 / Math.Sqrt(nn.init.CalculateFanInAndFanOut(weight).fanIn);
            nn.init.uniform_(b, -bound, bound);
        }
    }

    protected override void RegisterComponents()
    {
    }
}
