using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// The generator of masked generative distillation (MGD, Yang et al. 2022): 3×3, ReLU, 3×3; it has to fill in from the
/// surroundings what was masked.
/// </summary>
public sealed class GenerationBlock
{
    private readonly ConvNorm _first;
    private readonly ConvNorm _second;

    /// <param name="scope">Where first and second hang.</param>
    /// <param name="inputs">Input channels, also inside.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="signed">False to end in a ReLU, for targets without negative values.</param>
    public GenerationBlock(WeightScope scope, int inputs, int outputs, bool signed)
    {
        _first = Units.PlainActive(scope, "first", new ConvSpec(inputs, inputs, 3));
        _second = Units.Plain(scope, "second", new ConvSpec(inputs, outputs, 3)
        {
            Bias = true,
            Activation = signed ? Activation.None : Activation.ReLU,
        });
    }

    /// <summary>Applies the block to (N, inputs, H, W); the caller disposes of the result.</summary>
    public torch.Tensor Forward(torch.Tensor x)
    {
        using var inside = _first.Forward(x);
        return _second.Forward(inside);
    }
}
