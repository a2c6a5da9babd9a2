using System.Collections.Concurrent;
using LineAD.Models.Threads;
using Microsoft.Extensions.Logging;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// Picks the precision for <c>auto</c>: bf16 where this machine convolves faster with it, measured once; on a CPU by one thread alone.
/// </summary>
internal static class PrecisionChooser
{
    // Below this gain the rounding is not worth it.
    private const double LeastGain = 1.2;

    // Each call is to end within one turn of the scheduler.
    private const int AloneBatch = 1;
    private static readonly ConcurrentDictionary<string, Precision> Chosen = new(StringComparer.Ordinal);

    internal static Precision For(torch.Device device, string configured, string wanted, ILogger logger) =>
        Precisions.Parse(configured) ?? Precisions.Parse(wanted) ?? Chosen.GetOrAdd($"{device}", Measure, logger);

    private static Precision Measure(string device, ILogger logger)
    {
        Precision[] precisions = [Precision.Fp32, Precision.Bf16];
        var ceilings = torch.device(device).type == DeviceType.CPU
            ? SingleThread.Run(() => ConvCeiling.Measure(precisions, device, AloneBatch))
            : ConvCeiling.Measure(precisions, device);
        var chosen = ceilings[1] > LeastGain * ceilings[0] ? Precision.Bf16 : Precision.Fp32;
        ModelsLog.PrecisionChosen(logger, Precisions.Name(chosen), device, ceilings[1], ceilings[0]);
        return chosen;
    }
}
