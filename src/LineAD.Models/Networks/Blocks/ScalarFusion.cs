using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// One learnable softmax weight per level, the same for all positions, channels and images: what spatial fusion must
/// beat to be worth its cost.
/// </summary>
public sealed class ScalarFusion : ILevelFusion, IFoldable
{
    private readonly Parameter _logits;
    private torch.Tensor? _folded;

    /// <param name="scope">Where logits hangs.</param>
    /// <param name="inputs">Number of inputs.</param>
    public ScalarFusion(WeightScope scope, int inputs)
    {
        var weights = scope.Weights;
        _logits = weights.AddParameter(scope.Full("logits"), torch.zeros([inputs], device: weights.Device));
        weights.Add(this);
    }

    /// <inheritdoc />
    public torch.Tensor Forward(IReadOnlyList<torch.Tensor> levels)
    {
        using var scope = torch.NewDisposeScope();
        var weights = (_folded ?? _logits.softmax(0)).to(levels[0].dtype);
        var fused = levels[0] * weights[0];
        for (var k = 1; k < levels.Count; k++)
        {
            fused = fused + (levels[k] * weights[k]);
        }

        return fused.MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public void Dispose() => _folded?.Dispose();

    void IFoldable.Fold(FoldOptions options)
    {
        using var scope = torch.NewDisposeScope();
        _folded = _logits.softmax(0).to(options.Type).DetachFromDisposeScope();
    }
}
