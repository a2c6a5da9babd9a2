using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>A path of units whose result is added to the input, or to the input through a shortcut unit.</summary>
/// <param name="path">Units in order; the last has no activation.</param>
/// <param name="shortcut">Unit of the other way; null for the identity.</param>
/// <param name="activate">False for linear residuals (EfficientNet).</param>
/// <param name="attention">Applied to the path's result before the addition; null for none.</param>
public sealed class ResidualBlock(
    IReadOnlyList<ConvUnit> path, ConvUnit? shortcut, bool activate = true, IAttention? attention = null)
{
    /// <summary>Applies the block.</summary>
    public torch.Tensor Forward(torch.Tensor x)
    {
        var y = path[0].Forward(x);
        for (var k = 1; k < path.Count; k++)
        {
            using var previous = y;
            y = path[k].Forward(previous);
        }

        if (attention is not null)
        {
            using var plain = y;
            y = attention.Forward(plain);
        }

        using var other = shortcut?.Forward(x);
        y.add_(other ?? x);
        return activate ? y.relu_() : y;
    }
}
