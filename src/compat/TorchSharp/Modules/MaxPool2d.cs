using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Largest value of each window.</summary>
public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
        : base(nameof(MaxPool2d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.ceil_mode = ceil_mode;
    }

    public long[] kernel_size { get; set; }
    public long[]? stride { get; set; }
    public long[]? padding { get; set; }
    public long[]? dilation { get; set; }
    public bool ceil_mode { get; set; }

    public override Tensor forward(Tensor input) => 
        nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);
}
