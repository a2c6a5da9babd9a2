using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Instance normalisation of (N, C, H, W).</summary>
public sealed class InstanceNorm2d : NormBase
{
    internal InstanceNorm2d(
        long features, double eps, double? momentum, bool affine, bool track, Device? device, ScalarType? dtype)
        : base(nameof(InstanceNorm2d), features, eps, momentum, affine, track, device, dtype)
    {
    }

    public override Tensor forward(Tensor input) => nn.functional.instance_norm(
        input, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0.0, eps);
}
