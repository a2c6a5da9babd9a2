using LineAD.Models.Networks.Blocks;
using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.StuSeg;

/// <summary>
/// A U-Net on the image: an encoder down to stride 32, a decoder back to stride 4, and skip connections that bring the
/// encoder's high resolution into the decoder through a fusion of the two.
/// </summary>
public sealed class SelectiveUNet
{
    // Skips let a student copy a defect instead of restoring the good part; noise on them makes copying unreliable.
    private const double SkipDropout = 0.2;
    private readonly NetworkWeights _weights;
    private readonly StudentEncoder _encoder;
    private readonly ResidualStage _bottom;
    private readonly ConvNorm[] _up;
    private readonly ConvNorm[] _skip;
    private readonly ILevelFusion[] _fusions;
    private readonly ResidualStage[] _stages;
    private readonly ConvNorm[] _outputs;

    /// <param name="scope">Where encoder, bottom and the decoder's parts hang, by level, finest first.</param>
    /// <param name="shape">Widths.</param>
    /// <param name="fusion">Makes the fusion of two inputs for a scope and a width.</param>
    public SelectiveUNet(WeightScope scope, LevelShape shape, Func<WeightScope, int, ILevelFusion> fusion)
    {
        var widths = shape.Widths;
        _weights = scope.Weights;
        _encoder = new StudentEncoder(scope["encoder"], [.. widths, shape.CodeChannels]);
        _bottom = Stage(scope["bottom"], shape.CodeChannels);
        _up = [.. widths.Select((width, k) => Units.Active(
            scope["up"][k], new ConvSpec(k + 1 < widths.Count ? widths[k + 1] : shape.CodeChannels, width, 1)))];
        _skip = [.. widths.Select((width, k) => Units.Active(scope["skip"][k], new ConvSpec(width, width, 1)))];
        _fusions = [.. widths.Select((width, k) => fusion(scope["fusion"][k], width))];
        _stages = [.. widths.Select((width, k) => Stage(scope["stages"][k], width))];
        _outputs = shape.Outputs(scope["outputs"]);
    }

    /// <summary>Predictions of the taps, finest first; the caller disposes of them.</summary>
    /// <param name="image">Image (N, 3, H, W) in the precision to work in.</param>
    public torch.Tensor[] Forward(torch.Tensor image)
    {
        using var scope = torch.NewDisposeScope();
        var encoded = _encoder.Forward(image);
        var maps = new torch.Tensor[_stages.Length];
        var x = _bottom.Forward(encoded[^1]);
        for (var k = maps.Length - 1; k >= 0; k--)
        {
            var skip = torch.nn.functional.dropout(_skip[k].Forward(encoded[k]), SkipDropout, _weights.Training);
            var up = Resize.Like(_up[k].Forward(x), skip);
            x = maps[k] = _stages[k].Forward(_fusions[k].Forward([up, skip]));
        }

        return [.. maps.Select((map, k) =>
            (_outputs.Length == 0 ? map : _outputs[k].Forward(map)).MoveToOuterDisposeScope())];
    }

    private static ResidualStage Stage(WeightScope scope, int width) =>
        new(scope, new StageShape(width, width, 2, null), Step.Same);
}
