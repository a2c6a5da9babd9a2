using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// Atrous spatial pyramid pooling (DeepLab v3, Chen et al. 2017) as DeSTSeg uses it: dilated 3×3 convolutions and the
/// image's mean side by side, fused by a 3×3 convolution.
/// </summary>
public sealed class Aspp
{
    private static readonly int[] Rates = [6, 12, 18];
    private readonly ConvNorm[] _dilated;
    private readonly ConvNorm _pooled;
    private readonly ConvNorm _fuse;

    /// <param name="scope">Where dilated, pooled and fuse hang.</param>
    /// <param name="channels">Channels in, inside and out.</param>
    public Aspp(WeightScope scope, int channels)
    {
        _dilated = [.. Rates.Select((rate, k) => Units.Active(
            scope["dilated"][k], new ConvSpec(channels, channels, 3) { Dilation = rate }))];

        // No norm: it would see a single value per channel and image, and a batch of two has no statistics.
        _pooled = Units.PlainActive(scope, "pooled", new ConvSpec(channels, channels, 1));
        _fuse = Units.Active(scope["fuse"], new ConvSpec(channels * (Rates.Length + 1), channels, 3));
    }

    /// <summary>Applies the block to (N, C, H, W); the caller disposes of the result.</summary>
    public torch.Tensor Forward(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var pooled = _pooled.Forward(x.mean([2L, 3L], true)).expand(-1, -1, x.shape[2], x.shape[3]);
        var all = _dilated.Select(unit => unit.Forward(x)).Append(pooled).ToArray();
        return _fuse.Forward(torch.cat(all, 1)).MoveToOuterDisposeScope();
    }
}
