using LineAD.Models.Networks.Blocks;
using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.PfadSeg;

/// <summary>From the code back to the taps, three times double the size, attention in every residual block.</summary>
public sealed class AttentiveDecoder
{
    private readonly ResidualBlock[] _up;
    private readonly ResidualBlock[] _same;
    private readonly ConvNorm[] _outputs;

    /// <param name="scope">Where up, same and outputs hang, by level, finest first.</param>
    /// <param name="shape">Widths.</param>
    public AttentiveDecoder(WeightScope scope, LevelShape shape)
    {
        var widths = shape.Widths;
        _up = [.. widths.Select((width, k) => Attentive(
            scope["up"][k], k + 1 < widths.Count ? widths[k + 1] : shape.CodeChannels, width, Step.Up))];
        _same = [.. widths.Select((width, k) => Attentive(scope["same"][k], width, width, Step.Same))];
        _outputs = shape.Outputs(scope["outputs"]);
    }

    /// <summary>Predictions of the taps, finest first; the caller disposes of them.</summary>
    public torch.Tensor[] Forward(torch.Tensor code)
    {
        using var scope = torch.NewDisposeScope();
        var maps = new torch.Tensor[_up.Length];
        var x = code;
        for (var k = maps.Length - 1; k >= 0; k--)
        {
            x = maps[k] = _same[k].Forward(_up[k].Forward(x));
        }

        return [.. maps.Select((map, k) =>
            (_outputs.Length == 0 ? map : _outputs[k].Forward(map)).MoveToOuterDisposeScope())];
    }
}
