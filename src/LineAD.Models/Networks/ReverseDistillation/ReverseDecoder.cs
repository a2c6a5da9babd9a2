using LineAD.Models.Networks.Blocks;
using TorchSharp;
using static LineAD.Models.Networks.Blocks.ResidualBlocks;

namespace LineAD.Models.Networks.ReverseDistillation;

/// <summary>
/// A mirrored ResNet: from the code back to the three taps, coarsest first inside, finest first outside.
/// </summary>
public sealed class ReverseDecoder
{
    private readonly ResidualStage[] _stages;
    private readonly ConvNorm[] _heads = [];

    /// <param name="scope">Where layer1 to layer3 (and, for linear outputs, heads) hang.</param>
    /// <param name="shape">Widths and depths.</param>
    public ReverseDecoder(WeightScope scope, RdShape shape)
    {
        var levels = shape.Widths.Count;
        _stages = new ResidualStage[levels];
        var inputs = shape.CodeChannels;
        for (var k = 0; k < levels; k++)
        {
            var level = levels - 1 - k;
            var stage = new StageShape(inputs, shape.Widths[level], shape.Repeats[k], shape.Inner?[level]);
            _stages[k] = new ResidualStage(scope[$"layer{k + 1}"], stage, Step.Up);
            inputs = shape.Widths[level];
        }

        if (shape.LinearOutputs)
        {
            _heads = [.. shape.Taps.Select((channels, k) => Head(scope, k, shape.Widths[k], channels))];
        }
    }

    /// <summary>Predictions of the taps, finest first; the caller disposes of them.</summary>
    /// <param name="code">The code.</param>
    /// <param name="afterCoarsest">Applied to the first stage's features; null for nothing.</param>
    public torch.Tensor[] Forward(torch.Tensor code, Func<torch.Tensor, torch.Tensor>? afterCoarsest = null)
    {
        var outputs = new torch.Tensor[_stages.Length];
        var x = code;
        for (var k = 0; k < _stages.Length; k++)
        {
            x = _stages[k].Forward(x);
            if (k == 0 && afterCoarsest is not null)
            {
                using var plain = x;
                x = afterCoarsest(plain);
            }

            outputs[_stages.Length - 1 - k] = x;
        }

        return _heads.Length == 0 ? outputs : Project(outputs);
    }

    private torch.Tensor[] Project(torch.Tensor[] features)
    {
        var outputs = new torch.Tensor[features.Length];
        for (var k = 0; k < features.Length; k++)
        {
            using var feature = features[k];
            outputs[k] = _heads[k].Forward(feature);
        }

        return outputs;
    }

    private static ConvNorm Head(WeightScope scope, int level, int inputs, int outputs) =>
        new(scope["heads"], $"{level}", null, new ConvSpec(inputs, outputs, 1) { Bias = true });
}
