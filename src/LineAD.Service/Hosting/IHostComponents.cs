using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Journal;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Hosting;

/// <summary>Makes what the host is composed of; the tests' double has no device and no broker.</summary>
internal interface IHostComponents
{
    /// <summary>The clock of everything.</summary>
    TimeProvider Time { get; }

    /// <summary>Opens the journal; nothing is recovered yet.</summary>
    IJournal OpenJournal(LineAdOptions options, ILoggerFactory logs);

    /// <summary>Creates the decoder of frames.</summary>
    IFrameDecoder CreateDecoder(BufferPool pool);

    /// <summary>Creates the drawer of masks.</summary>
    IMaskExtractor CreateMasks();

    /// <summary>
    /// Loads, verifies, warms up and self-tests the active model of each category and view that the stations name; one without
    /// an active version is left out. The registry may be disposable.
    /// </summary>
    /// <exception cref="Core.Errors.ModelBundleException">An active model cannot be used.</exception>
    Task<IModelRegistry> LoadModelsAsync(
        LineAdOptions options, IFrameDecoder decoder, BufferPool pool, ILoggerFactory logs, CancellationToken cancellationToken);

    /// <summary>Creates the transports; nothing is connected yet.</summary>
    /// <exception cref="Core.Errors.TransportException">One cannot be used as configured.</exception>
    IReadOnlyList<ILineTransport> CreateTransports(LineAdOptions options, IMeterFactory meters, ILoggerFactory logs);

    /// <summary>Kills the process: the last resort when a hung device keeps it from ending.</summary>
    void KillProcess();
}
