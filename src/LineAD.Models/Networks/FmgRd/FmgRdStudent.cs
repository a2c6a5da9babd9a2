using LineAD.Models.Networks.Blocks;
using LineAD.Models.Networks.ReverseDistillation;
using TorchSharp;

namespace LineAD.Models.Networks.FmgRd;

/// <summary>
/// FMG-RD (Qi et al., Chinese J. of Information Fusion 2024), our reconstruction: reverse distillation whose embedding
/// fuses the taps by attention, which in training sees the taps with regions masked out, and whose decoder ends in
/// generators that fill them in. Only the front matter was available to us.
/// </summary>
public sealed class FmgRdStudent : Student
{
    private const int Grid = 16;
    private const double LeastMasked = 0.1;
    private const double MostMasked = 0.4;
    private readonly FeatureMask? _mask;
    private readonly AttentiveEmbedding _embedding;
    private readonly ReverseDecoder _decoder;
    private readonly GenerationBlock[] _generators;

    /// <param name="weights">Where the weights are registered.</param>
    /// <param name="shape">Widths and depths.</param>
    /// <param name="whole">False without <see cref="Ablations.FeatureMask"/>.</param>
    public FmgRdStudent(NetworkWeights weights, RdShape shape, bool whole)
        : base(weights)
    {
        _mask = whole ? new FeatureMask(Grid, LeastMasked, MostMasked) : null;
        _embedding = new AttentiveEmbedding(weights.Root["embedding"], shape);
        _decoder = new ReverseDecoder(weights.Root["decoder"], shape with { LinearOutputs = false });
        _generators = [.. shape.Taps.Select((channels, k) => new GenerationBlock(
            weights.Root["generators"][k], shape.Widths[k], channels, shape.LinearOutputs))];
    }

    /// <inheritdoc />
    /// <remarks>Masks in training only: scores do not depend on chance.</remarks>
    public override torch.Tensor[] Forward(IReadOnlyList<torch.Tensor> taps, torch.Tensor image)
    {
        using var scope = torch.NewDisposeScope();
        var seen = Training && _mask is not null ? _mask.Apply(taps) : taps;
        var restored = _decoder.Forward(_embedding.Forward(seen));
        return [.. restored.Select((map, k) => _generators[k].Forward(map).MoveToOuterDisposeScope())];
    }
}
