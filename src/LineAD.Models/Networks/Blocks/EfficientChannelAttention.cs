using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// ECA (Wang et al. 2020): a gate per channel from the spatial means of itself and its two neighbours; three weights in
/// all, which suits narrow maps.
/// </summary>
public sealed class EfficientChannelAttention : IAttention
{
    private const int Neighbours = 3;
    private readonly ConvNorm _mix;

    /// <param name="scope">Where mix hangs.</param>
    public EfficientChannelAttention(WeightScope scope) =>
        _mix = Units.Plain(scope, "mix", new ConvSpec(1, 1, Neighbours) { KernelWidth = 1 });

    /// <inheritdoc />
    public torch.Tensor Forward(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var (n, c) = (x.shape[0], x.shape[1]);
        var means = x.mean([2L, 3L], true).reshape(n, 1, c, 1);
        var gate = _mix.Forward(means).reshape(n, c, 1, 1).sigmoid();
        return (x * gate).MoveToOuterDisposeScope();
    }
}
