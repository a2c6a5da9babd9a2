using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// Convolutional block attention (CBAM, Woo et al. 2018): a gate per channel from the spatial mean and maximum, both
/// through a shared two-layer net, then a gate per position from the channels' maximum and mean through a 7×7 convolution.
/// </summary>
public sealed class Cbam : IAttention
{
    private const int Reduction = 16;
    private const int LeastHidden = 4;
    private const int SpatialKernel = 7;
    private readonly ConvNorm _squeeze;
    private readonly ConvNorm _expand;
    private readonly ConvNorm _spatial;

    /// <param name="scope">Where squeeze, expand and spatial hang.</param>
    /// <param name="channels">Channels of the map.</param>
    public Cbam(WeightScope scope, int channels)
    {
        var hidden = Math.Max(channels / Reduction, LeastHidden);
        _squeeze = Units.PlainActive(scope, "squeeze", new ConvSpec(channels, hidden, 1));
        _expand = Units.Plain(scope, "expand", new ConvSpec(hidden, channels, 1) { Bias = true });
        _spatial = Units.Normed(scope["spatial"], new ConvSpec(2, 1, SpatialKernel));
    }

    /// <inheritdoc />
    public torch.Tensor Forward(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var gated = x * ChannelGate(x);
        var summary = torch.cat([gated.amax([1L], true), gated.mean([1L], true)], 1);
        return (gated * _spatial.Forward(summary).sigmoid()).MoveToOuterDisposeScope();
    }

    private torch.Tensor ChannelGate(torch.Tensor x)
    {
        var mean = _expand.Forward(_squeeze.Forward(x.mean([2L, 3L], true)));
        var most = _expand.Forward(_squeeze.Forward(x.amax([2L, 3L], true)));
        return (mean + most).sigmoid();
    }
}
