using LineAD.Models.Networks.Blocks;
using LineAD.Models.Networks.ReverseDistillation;
using TorchSharp;

namespace LineAD.Models.Networks.NNet;

/// <summary>
/// The student that restores the adapted taps from a code, filtered twice: the code is a mixture of remembered normal
/// codes (query), and so are the decoder's coarsest features, squeezed to a quarter of their channels (compression).
/// </summary>
public sealed class ReverseBranch
{
    private const int CodeSlots = 100;
    private const int FeatureSlots = 200;
    private const int Compression = 4;
    private readonly OneClassEmbedding _embedding;
    private readonly ReverseDecoder _decoder;
    private readonly MemoryFilter? _codes;
    private readonly MemoryFilter? _features;
    private readonly ConvNorm _compress;
    private readonly ConvNorm _expand;

    /// <param name="scope">Where embedding, decoder, codes, compress, features and expand hang.</param>
    /// <param name="shape">Widths and depths; outputs must be linear.</param>
    /// <param name="filters">False to let code and features pass unfiltered.</param>
    public ReverseBranch(WeightScope scope, RdShape shape, bool filters)
    {
        var (width, narrow) = (shape.Widths[^1], shape.Widths[^1] / Compression);
        _embedding = new OneClassEmbedding(scope["embedding"], shape);
        _decoder = new ReverseDecoder(scope["decoder"], shape);
        _compress = Units.Active(scope["compress"], new ConvSpec(width, narrow, 1));
        _expand = Units.Active(scope["expand"], new ConvSpec(narrow, width, 1));
        _codes = filters ? Memory(scope["codes"], shape.CodeChannels, CodeSlots) : null;
        _features = filters ? Memory(scope["features"], narrow, FeatureSlots) : null;
    }

    /// <summary>Restored taps, finest first, and the filters' entropy; the caller disposes of both.</summary>
    /// <param name="taps">Adapted taps.</param>
    /// <param name="wantsEntropy">True in training; else the entropy is null.</param>
    public (torch.Tensor[] Maps, torch.Tensor? Entropy) Forward(IReadOnlyList<torch.Tensor> taps, bool wantsEntropy)
    {
        using var scope = torch.NewDisposeScope();
        var code = _embedding.Forward(taps);
        var entropy = wantsEntropy ? _codes?.Entropy(code) : null;
        var maps = _decoder.Forward(_codes?.Forward(code) ?? code, coarsest =>
        {
            var narrow = _compress.Forward(coarsest);
            if (wantsEntropy && _features is not null)
            {
                entropy = entropy! + _features.Entropy(narrow);
            }

            return _expand.Forward(_features?.Forward(narrow) ?? narrow);
        });
        return ([.. maps.Select(map => map.MoveToOuterDisposeScope())], entropy?.MoveToOuterDisposeScope());
    }

    private static MemoryFilter Memory(WeightScope scope, int channels, int slots) => new(scope, channels, slots);
}
