using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// Convolution, optional batch-norm, optional activation. In training the three are apart; <see cref="Fold"/> turns
/// them into one convolution with bias in the precision and memory layout of inference, for good.
/// </summary>
public abstract class ConvUnit : IFoldable
{
    private readonly Activation _activation;
    private readonly BatchNorm? _norm;
    private readonly Parameter? _bias;
    private torch.Tensor? _foldedWeight;
    private torch.Tensor? _foldedBias;
    private PackedWeights? _packed;

    private protected ConvUnit(
        WeightScope scope, string conv, string? norm, ConvSpec spec, long[] shape, double deviation)
    {
        var weights = scope.Weights;
        _activation = spec.Activation;
        Weight = weights.AddRandom(scope[conv].Full("weight"), shape, deviation);
        _bias = spec.Bias
            ? weights.AddParameter(scope[conv].Full("bias"), torch.zeros([spec.Out], device: weights.Device))
            : null;
        _norm = norm is null ? null : new BatchNorm(scope[norm], spec.Out, spec.Epsilon);
        weights.Add(this);
    }

    /// <summary>The weight as files hold it.</summary>
    private protected Parameter Weight { get; }

    /// <summary>True where, for some size of inputs, the inference form runs with weights packed once.</summary>
    internal bool IsPacked => _packed?.IsUsed == true;

    /// <summary>Applies the unit to (N, In, H, W).</summary>
    public torch.Tensor Forward(torch.Tensor input)
    {
        if (_foldedWeight is not null)
        {
            return Infer(input);
        }

        // Weights stay fp32; convolutions run in the type of their input, so bf16 features make a bf16 training step.
        using var weight = As(input.dtype, Weight);
        using var bias = _bias is null ? null : As(input.dtype, _bias);
        var y = Convolve(input, weight, bias, false);
        if (_norm is not null)
        {
            using var raw = y;
            y = _norm.Forward(raw);
        }

        return Activate(y);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _foldedWeight?.Dispose();
        _foldedBias?.Dispose();
        _packed?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Folds batch-norm and, for the first convolution, preprocessing; call under no_grad.</summary>
    internal void Fold(FoldOptions options)
    {
        using var scope = torch.NewDisposeScope();
        var weight = FoldableWeight();
        var bias = _bias is null ? torch.zeros([OutputsOf(weight)], device: weight.device) : ExpandOutputs(_bias);
        if (_norm?.Affine() is { } affine)
        {
            var scale = ExpandOutputs(affine.Scale);
            weight = weight * scale.view(-1, 1, 1, 1);
            bias = (bias * scale) + ExpandOutputs(affine.Shift);
        }

        if (ReadsImage && options.Input is { } input)
        {
            (weight, bias) = input.Into(weight, bias);
        }

        _foldedWeight = ChannelsLast.Of(weight.to(options.Type)).DetachFromDisposeScope();
        _foldedBias = bias.to(options.Type).DetachFromDisposeScope();
        if (Geometry is { } geometry && PackedConvolution.MayPay(_foldedWeight))
        {
            _packed = new PackedWeights(_foldedWeight, _foldedBias, geometry);
        }
    }

    void IFoldable.Fold(FoldOptions options) => Fold(options);

    /// <summary>True when the unit reads the image itself and preprocessing is to be folded into it.</summary>
    internal bool ReadsImage { get; init; }

    private protected abstract torch.Tensor Convolve(
        torch.Tensor x, torch.Tensor weight, torch.Tensor? bias, bool folded);

    /// <summary>How the inference convolution's kernel moves; null where that depends on the input's size.</summary>
    private protected abstract ConvGeometry? Geometry { get; }

    /// <summary>The result of the inference convolution in the order of the unit's output; takes over <paramref name="y"/>.</summary>
    private protected virtual torch.Tensor Arrange(torch.Tensor y) => y;

    /// <summary>The weight as (outputs, inputs, kernel, kernel) of the convolution that inference runs.</summary>
    private protected virtual torch.Tensor FoldableWeight() => Weight.alias();

    /// <summary>Per-channel values, repeated for every output of the inference convolution.</summary>
    private protected virtual torch.Tensor ExpandOutputs(torch.Tensor values) => values.alias();

    private protected torch.Tensor Activate(torch.Tensor y) => _activation switch
    {
        Activation.ReLU => y.relu_(),
        Activation.ReLU6 => y.clamp_(0, 6),
        _ => y,
    };

    private torch.Tensor Infer(torch.Tensor input)
    {
        if (ConvTuning.Current is { } tuning)
        {
            _packed?.Tune(tuning, input, () => Folded(input));
        }

        return _packed?.For(input) is { } packed ? Arrange(Activate(packed.Forward(input))) : Folded(input);
    }

    private torch.Tensor Folded(torch.Tensor input) => Convolve(input, _foldedWeight!, _foldedBias, true);

    private static torch.Tensor As(torch.ScalarType type, torch.Tensor values) =>
        values.dtype == type ? values.alias() : values.to(type);

    private static long OutputsOf(torch.Tensor weight) => weight.shape[0];
}
