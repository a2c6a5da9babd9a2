namespace LineAD.Models.Networks.Blocks;

/// <summary>The two usual units; owned by the network's weights, as all layers are.</summary>
internal static class Units
{
    /// <summary>Convolution and batch-norm, named conv and bn below <paramref name="scope"/>.</summary>
    internal static ConvNorm Normed(WeightScope scope, ConvSpec spec) => new(scope, "conv", "bn", spec);

    /// <summary>Convolution, batch-norm and ReLU, named conv and bn below <paramref name="scope"/>.</summary>
    internal static ConvNorm Active(WeightScope scope, ConvSpec spec) =>
        Normed(scope, spec with { Activation = Activation.ReLU });

    /// <summary>The same for a unit that reads the image itself.</summary>
    internal static ConvNorm Stem(WeightScope scope, ConvSpec spec) =>
        new(scope, "conv", "bn", spec with { Activation = Activation.ReLU }) { ReadsImage = true };

    /// <summary>A convolution with bias and ReLU.</summary>
    internal static ConvNorm PlainActive(WeightScope scope, string name, ConvSpec spec) =>
        Plain(scope, name, spec with { Bias = true, Activation = Activation.ReLU });

    /// <summary>A convolution alone.</summary>
    internal static ConvNorm Plain(WeightScope scope, string name, ConvSpec spec) => new(scope, name, null, spec);
}
