using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.Blocks;

/// <summary>Residual blocks in a row; the first changes size and channels.</summary>
public sealed class ResidualStage
{
    private readonly ResidualBlock[] _blocks;

    /// <param name="scope">Where the numbered blocks hang.</param>
    /// <param name="shape">Channels and depth.</param>
    /// <param name="step">What the first block does to the size.</param>
    public ResidualStage(WeightScope scope, StageShape shape, Step step) =>
        _blocks = [.. Enumerable.Range(0, shape.Repeats).Select(k => k == 0
            ? Block(scope[k], shape, shape.Inputs, step)
            : Block(scope[k], shape, shape.Outputs, Step.Same))];

    /// <summary>Applies the stage.</summary>
    public torch.Tensor Forward(torch.Tensor x)
    {
        var y = _blocks[0].Forward(x);
        for (var k = 1; k < _blocks.Length; k++)
        {
            using var previous = y;
            y = _blocks[k].Forward(previous);
        }

        return y;
    }

    private static ResidualBlock Block(
        WeightScope scope, StageShape shape, int inputs, Step step) => shape.Inner is { } inner
        ? Bottleneck(scope, inputs, inner, shape.Outputs, step)
        : Basic(scope, inputs, shape.Outputs, step);
}
