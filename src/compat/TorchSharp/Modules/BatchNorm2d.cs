using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalisation of (N, C, H, W).</summary>
public sealed class BatchNorm2d : NormBase
{
    internal BatchNorm2d(
        long features, double eps, double? momentum, bool affine, bool track, Device? device, ScalarType? dtype)
        : base(nameof(BatchNorm2d), features, eps, momentum, affine, track, device, dtype)
    {
    }

    public override Tensor forward(Tensor input)
    {
        if (input.ndim != 4)
        {
            throw new ArgumentException($"BatchNorm2d expects 4D input, got {input}.", nameof(input));
        }

        var factor = momentum ?? 0.0;
        if (training && track_running_stats && num_batches_tracked is { } tracked)
        {
            tracked.add_(1);
            factor = momentum ?? 1.0 / tracked.item<long>();
        }

        var useBatch = training || running_mean is null;
        var keepsRunning = !training || track_running_stats;
        return nn.functional.batch_norm(
            input, keepsRunning ? running_mean : null, keepsRunning ? running_var : null, weight, bias, useBatch, factor, eps);
    }
}
