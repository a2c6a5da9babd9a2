using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// A residual projection of a tap, T + P(T) with P = 1×1, 3×3, 1×1: moves general features towards the domain of the
/// parts. It starts near the identity.
/// </summary>
public sealed class FeatureAdapter
{
    private const int LeastHidden = 16;
    private const double StartGain = 0.1;
    private readonly ConvNorm _reduce;
    private readonly ConvNorm _middle;
    private readonly ConvNorm _expand;

    /// <param name="scope">Where reduce, middle and expand hang.</param>
    /// <param name="channels">Channels of the tap.</param>
    public FeatureAdapter(WeightScope scope, int channels)
    {
        var hidden = Math.Max(channels / 2, LeastHidden);
        _reduce = Units.Active(scope["reduce"], new ConvSpec(channels, hidden, 1));
        _middle = Units.Active(scope["middle"], new ConvSpec(hidden, hidden, 3));
        _expand = Units.Plain(scope, "expand", new ConvSpec(hidden, channels, 1) { Bias = true, Gain = StartGain });
    }

    /// <summary>The adapted tap (N, C, H, W); the caller disposes of it.</summary>
    public torch.Tensor Forward(torch.Tensor tap)
    {
        using var scope = torch.NewDisposeScope();
        return (tap + _expand.Forward(_middle.Forward(_reduce.Forward(tap)))).MoveToOuterDisposeScope();
    }
}
