namespace LineAD.Models.Networks.Blocks;

/// <summary>Geometry of a convolution and what follows it.</summary>
/// <param name="In">Input channels.</param>
/// <param name="Out">Output channels.</param>
/// <param name="Kernel">Kernel size, both ways; rows where <see cref="KernelWidth"/> is given.</param>
public sealed record ConvSpec(int In, int Out, int Kernel)
{
    /// <summary>Columns of the kernel; null for as many as rows. Not with TensorFlow padding.</summary>
    public int? KernelWidth { get; init; }

    /// <summary>Factor on the deviation of the start values; small where a residual is to start near zero.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Stride, both ways.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Dilation, both ways.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Channel groups.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>True for a learned bias; usual only without a norm.</summary>
    public bool Bias { get; init; }

    /// <summary>
    /// Padding "same" as in TensorFlow: output = ceil(input / stride), the odd pixel goes after. Otherwise padding is
    /// dilation × (kernel − 1) / 2 on every side, as in torchvision.
    /// </summary>
    public bool TensorFlowPadding { get; init; }

    /// <summary>True for no padding at all; what convolutions need whose kernel is their stride.</summary>
    public bool Unpadded { get; init; }

    /// <summary>Epsilon of the batch-norm.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>What follows.</summary>
    public Activation Activation { get; init; }

    /// <summary>Symmetric padding.</summary>
    internal int Padding => TensorFlowPadding || Unpadded ? 0 : Dilation * (Kernel - 1) / 2;

    /// <summary>Symmetric padding of columns.</summary>
    internal int ColumnPadding => TensorFlowPadding || Unpadded ? 0 : Dilation * (Columns - 1) / 2;

    /// <summary>Columns of the kernel.</summary>
    internal int Columns => KernelWidth ?? Kernel;
}
