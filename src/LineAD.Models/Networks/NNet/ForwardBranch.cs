using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Networks.NNet;

/// <summary>The student that sees the image and predicts the adapted taps.</summary>
public sealed class ForwardBranch
{
    private readonly StudentEncoder _encoder;
    private readonly ConvNorm[] _outputs;

    /// <param name="scope">Where encoder and outputs hang.</param>
    /// <param name="shape">Widths.</param>
    public ForwardBranch(WeightScope scope, LevelShape shape)
    {
        _encoder = new StudentEncoder(scope["encoder"], shape.Widths);

        // Adapted taps may be negative whatever the teacher's range, so the outputs are always linear.
        _outputs = [.. shape.Taps.Select((channels, k) => Units.Plain(
            scope["outputs"], $"{k}", new ConvSpec(shape.Widths[k], channels, 1) { Bias = true }))];
    }

    /// <summary>Predictions, finest first; the caller disposes of them.</summary>
    public torch.Tensor[] Forward(torch.Tensor image)
    {
        using var scope = torch.NewDisposeScope();
        var maps = _encoder.Forward(image);
        return [.. maps.Select((map, k) => _outputs[k].Forward(map).MoveToOuterDisposeScope())];
    }
}
