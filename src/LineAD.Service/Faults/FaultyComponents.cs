using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Journal;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Service.Hosting;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Faults;

/// <summary>
/// The parts of a host, wrapped where faults go in: models and outputs here, the clock and the journal's disk by what
/// <paramref name="inner"/> was made with. The pipeline knows nothing of it.
/// </summary>
internal sealed class FaultyComponents(IHostComponents inner, FaultBoard faults) : IHostComponents
{
    /// <inheritdoc />
    public TimeProvider Time => inner.Time;

    /// <inheritdoc />
    public IJournal OpenJournal(LineAdOptions options, ILoggerFactory logs) => inner.OpenJournal(options, logs);

    /// <inheritdoc />
    public IFrameDecoder CreateDecoder(BufferPool pool) => inner.CreateDecoder(pool);

    /// <inheritdoc />
    public IMaskExtractor CreateMasks() => inner.CreateMasks();

    /// <inheritdoc />
    public async Task<IModelRegistry> LoadModelsAsync(
        LineAdOptions options, IFrameDecoder decoder, BufferPool pool, ILoggerFactory logs, CancellationToken cancellationToken) =>
        new FaultyRegistry(await inner.LoadModelsAsync(options, decoder, pool, logs, cancellationToken), faults);

    /// <inheritdoc />
    public IReadOnlyList<ILineTransport> CreateTransports(LineAdOptions options, IMeterFactory meters, ILoggerFactory logs) =>
        [.. inner.CreateTransports(options, meters, logs).Select(t => new FaultyTransport(t, faults))];

    /// <inheritdoc />
    public void KillProcess() => inner.KillProcess();
}
