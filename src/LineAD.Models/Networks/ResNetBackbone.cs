using LineAD.Models.Networks.Blocks;
using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks;

/// <summary>
/// ResNet with the names of torchvision (conv1, bn1, layer1.0.conv1 …), taps after layer1, layer2 and layer3.
/// </summary>
public sealed class ResNetBackbone : Backbone
{
    private readonly ConvNorm _stem;
    private readonly bool _pool;
    private readonly ResidualStage[] _stages;

    /// <param name="weights">Where the weights are registered.</param>
    /// <param name="variant">Depth and widths.</param>
    public ResNetBackbone(NetworkWeights weights, ResNetVariant variant)
        : base(weights)
    {
        var stem = new ConvSpec(3, variant.StemChannels, variant.StemKernel)
        {
            Stride = 2,
            Activation = Activation.ReLU,
        };
        _stem = new ConvNorm(weights.Root, "conv1", "bn1", stem) { ReadsImage = true };
        _pool = variant.Pool;
        _stages = [.. Enumerable.Range(0, variant.Repeats.Count).Select(k => Stage(weights, variant, k))];
    }

    /// <inheritdoc />
    public override torch.Tensor[] Forward(torch.Tensor image)
    {
        var taps = new torch.Tensor[_stages.Length];
        using var stem = Stem(image);
        var x = stem;
        for (var k = 0; k < taps.Length; k++)
        {
            x = taps[k] = _stages[k].Forward(x);
        }

        return taps;
    }

    private torch.Tensor Stem(torch.Tensor image)
    {
        var y = _stem.Forward(image);
        if (!_pool)
        {
            return y;
        }

        using (y)
        {
            return torch.nn.functional.max_pool2d(y, 3, 2, 1);
        }
    }

    private static ResidualStage Stage(NetworkWeights weights, ResNetVariant variant, int k)
    {
        var inputs = k == 0 ? variant.StemChannels : variant.Channels[k - 1];
        var step = k == 0 && variant.Pool ? Step.Same : Step.Down;
        var shape = new StageShape(inputs, variant.Channels[k], variant.Repeats[k], variant.BottleneckChannels?[k]);
        return new ResidualStage(weights.Root[$"layer{k + 1}"], shape, step);
    }
}
