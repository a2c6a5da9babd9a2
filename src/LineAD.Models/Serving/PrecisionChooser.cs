using System.Collections.Concurrent;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// Picks the precision for <c>auto</c>: bf16 where this machine convolves faster with it, measured once.
/// </summary>
internal static class PrecisionChooser
{
    // Below this gain the rounding is not worth it.
    private const double LeastGain = 1.2;
    private static readonly ConcurrentDictionary<string, Precision> Chosen = new(StringComparer.Ordinal);

    internal static Precision For(torch.Device device, string configured, string wanted) =>
        Precisions.Parse(configured) ?? Precisions.Parse(wanted) ?? Chosen.GetOrAdd($"{device}", Measure);

    private static Precision Measure(string device)
    {
        var single = ConvCeiling.Measure(Precision.Fp32, device);
        var brain = ConvCeiling.Measure(Precision.Bf16, device);
        return brain > LeastGain * single ? Precision.Bf16 : Precision.Fp32;
    }
}
