using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// A student's own eyes: a ResNet of basic blocks on the image, random at first, one map per stage from stride 4 on.
/// </summary>
public sealed class StudentEncoder
{
    private const int StemChannels = 32;
    private const int Repeats = 2;
    private readonly ConvNorm _stem;
    private readonly ResidualStage[] _stages;

    /// <param name="scope">Where stem and stages hang.</param>
    /// <param name="widths">Channels per stage, finest first.</param>
    public StudentEncoder(WeightScope scope, IReadOnlyList<int> widths)
    {
        _stem = Units.Stem(scope["stem"], new ConvSpec(3, StemChannels, 3) { Stride = 2 });
        _stages = [.. widths.Select((width, k) => Stage(
            scope["stages"][k], k == 0 ? StemChannels : widths[k - 1], width))];
    }

    /// <summary>Maps at strides 4, 8, …; the caller disposes of them.</summary>
    public torch.Tensor[] Forward(torch.Tensor image)
    {
        var maps = new torch.Tensor[_stages.Length];
        using var stem = _stem.Forward(image);
        var x = stem;
        for (var k = 0; k < maps.Length; k++)
        {
            x = maps[k] = _stages[k].Forward(x);
        }

        return maps;
    }

    private static ResidualStage Stage(WeightScope scope, int inputs, int outputs) =>
        new(scope, new StageShape(inputs, outputs, Repeats, null), Step.Down);
}
