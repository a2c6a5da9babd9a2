namespace LineAD.Models.Networks.Blocks;

/// <summary>Makes the residual blocks of ResNets and of their mirrored decoders, with torchvision's names.</summary>
public static class ResidualBlocks
{
    /// <summary>How a block changes the size of its map.</summary>
    public enum Step
    {
        /// <summary>Not at all.</summary>
        Same,

        /// <summary>Halves it with a strided convolution.</summary>
        Down,

        /// <summary>Doubles it with a transposed convolution.</summary>
        Up,
    }

    /// <summary>Two 3×3 convolutions.</summary>
    public static ResidualBlock Basic(WeightScope scope, int inputs, int outputs, Step step) =>
        Basic(scope, inputs, outputs, step, null);

    /// <summary>A basic block whose path ends in CBAM.</summary>
    public static ResidualBlock Attentive(WeightScope scope, int inputs, int outputs, Step step) =>
        Basic(scope, inputs, outputs, step, new Cbam(scope["attention"], outputs));

    private static ResidualBlock Basic(
        WeightScope scope, int inputs, int outputs, Step step, IAttention? attention)
    {
        var first = Sized(
            scope, "conv1", "bn1", new ConvSpec(inputs, outputs, 3) { Activation = Activation.ReLU }, step);
        var second = new ConvNorm(scope, "conv2", "bn2", new ConvSpec(outputs, outputs, 3));
        return new ResidualBlock([first, second], Shortcut(scope, inputs, outputs, step), true, attention);
    }

    /// <summary>
    /// 1×1, 3×3 and 1×1 convolutions; <paramref name="inner"/> channels between them. The 3×3 one is sized.
    /// </summary>
    public static ResidualBlock Bottleneck(WeightScope scope, int inputs, int inner, int outputs, Step step)
    {
        var reduce = new ConvNorm(
            scope, "conv1", "bn1", new ConvSpec(inputs, inner, 1) { Activation = Activation.ReLU });
        var middle = Sized(scope, "conv2", "bn2", new ConvSpec(inner, inner, 3) { Activation = Activation.ReLU }, step);
        var expand = new ConvNorm(scope, "conv3", "bn3", new ConvSpec(inner, outputs, 1));
        return new ResidualBlock([reduce, middle, expand], Shortcut(scope, inputs, outputs, step));
    }

    private static ConvUnit? Shortcut(WeightScope scope, int inputs, int outputs, Step step)
    {
        if (step == Step.Same && inputs == outputs)
        {
            return null;
        }

        var name = step == Step.Up ? "upsample" : "downsample";
        return Sized(scope[name], "0", "1", new ConvSpec(inputs, outputs, 1), step);
    }

    private static ConvUnit Sized(
        WeightScope scope, string conv, string norm, ConvSpec spec, Step step) => step == Step.Up
        ? new UpConvNorm(scope, conv, norm, spec)
        : new ConvNorm(scope, conv, norm, spec with { Stride = step == Step.Down ? 2 : 1 });
}
