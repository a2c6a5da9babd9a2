using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Enlarges (N, C, H, W) to a size or by a factor.</summary>
public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
{
    private readonly long[]? _size;
    private readonly double[]? _factor;

    internal Upsample(long[]? size, double[]? factor, UpsampleMode mode, bool? alignCorners, bool? recompute)
        : base(nameof(Upsample))
    {
        _size = size;
        _factor = factor;
        this.mode = mode;
        align_corners = alignCorners;
        recompute_scale_factor = recompute;
    }

    public UpsampleMode mode { get; }
    public bool? align_corners { get; }
    public bool? recompute_scale_factor { get; }

    public override Tensor forward(Tensor input) => nn.functional.interpolate(
        input, _size, _factor, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
}
