using LineAD.Simulation.Loopback;

namespace LineAD.Cli.Soak;

/// <summary>What the service holds at a moment.</summary>
/// <param name="ProcessId">Which process.</param>
/// <param name="ResidentBytes">Resident memory.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Handles">Open file descriptors.</param>
/// <param name="Tensors">Live tensors, as <c>linead_live_tensors</c> tells.</param>
internal sealed record SoakResources(int ProcessId, long ResidentBytes, int Threads, int Handles, long Tensors)
{
    public static async Task<SoakResources> ReadAsync(SoakBed bed, ProcessSampler sampler, CancellationToken cancellationToken)
    {
        var metrics = await MetricsReading.ReadAsync(bed.Line.Service.Http, cancellationToken);
        var tensors = (long)metrics.Value("linead_live_tensors");
        return sampler.Samples is [.., var s]
            ? new SoakResources(s.ProcessId, s.ResidentBytes, s.Threads, s.Handles, tensors)
            : new SoakResources(bed.Line.Service.Id, bed.Line.Service.ResidentBytes, 0, 0, tensors);
    }
}
