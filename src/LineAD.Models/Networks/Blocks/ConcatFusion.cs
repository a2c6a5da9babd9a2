using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>Concatenation and a 1×1 convolution: fusion without selection, what the others must beat.</summary>
public sealed class ConcatFusion : ILevelFusion
{
    private readonly ConvNorm _mix;

    /// <param name="scope">Where mix hangs.</param>
    /// <param name="channels">Channels of every input.</param>
    /// <param name="inputs">Number of inputs.</param>
    public ConcatFusion(WeightScope scope, int channels, int inputs) =>
        _mix = Units.Active(scope["mix"], new ConvSpec(channels * inputs, channels, 1));

    /// <inheritdoc />
    public torch.Tensor Forward(IReadOnlyList<torch.Tensor> levels)
    {
        using var all = torch.cat([.. levels], 1);
        return _mix.Forward(all);
    }
}
