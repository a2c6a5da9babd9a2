namespace LineAD.Models.Networks;

/// <summary>A member of the ResNet family, truncated after layer3.</summary>
public sealed record ResNetVariant
{
    /// <summary>Residual blocks of layer1 to layer3.</summary>
    public required IReadOnlyList<int> Repeats { get; init; }

    /// <summary>Output channels of layer1 to layer3.</summary>
    public IReadOnlyList<int> Channels { get; init; } = [64, 128, 256];

    /// <summary>Channels inside bottleneck blocks; null for basic blocks.</summary>
    public IReadOnlyList<int>? BottleneckChannels { get; init; }

    /// <summary>Channels of the stem.</summary>
    public int StemChannels { get; init; } = 64;

    /// <summary>Kernel of the stem, stride 2.</summary>
    public int StemKernel { get; init; } = 7;

    /// <summary>True for the 3×3 max-pool after the stem; without it layer1 halves the map.</summary>
    public bool Pool { get; init; } = true;

    /// <summary>ResNet-18: basic blocks (He et al. 2016).</summary>
    public static ResNetVariant ResNet18 { get; } = new() { Repeats = [2, 2, 2] };

    /// <summary>ResNet-34.</summary>
    public static ResNetVariant ResNet34 { get; } = new() { Repeats = [3, 4, 6] };

    /// <summary>ResNet-50, stride in the 3×3 convolution as in torchvision.</summary>
    public static ResNetVariant ResNet50 { get; } = new()
    {
        Repeats = [3, 4, 6],
        Channels = [256, 512, 1024],
        BottleneckChannels = [64, 128, 256],
    };

    /// <summary>Wide ResNet-50-2: bottlenecks of twice the width.</summary>
    public static ResNetVariant WideResNet50 { get; } = ResNet50 with { BottleneckChannels = [128, 256, 512] };

    /// <summary>
    /// The built-in teacher: dense 3×3 convolutions only, the fastest kind on CPUs with bf16, 1.5 million weights (6
    /// MB), 0.8 GMAC at 256×256; small enough to distil from a larger teacher in minutes.
    /// </summary>
    public static ResNetVariant Builtin { get; } = new()
    {
        Repeats = [1, 1, 2],
        Channels = [64, 128, 192],
        StemChannels = 32,
        StemKernel = 3,
        Pool = false,
    };
}
