using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Pipeline;
using LineAD.Pipeline.Shadow;
using LineAD.Pipeline.Status;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Hosting;

/// <summary>
/// Everything that runs, started and stopped in one strict order: models, journal recovery, intake, sinks, sources; and back:
/// sources, open parts, sinks, journal.
/// </summary>
internal sealed class LineRuntime(
    LineAdOptions options, IHostComponents components, IMeterFactory meters, TimeProvider time, ILoggerFactory logs)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RehearsalLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);
    private readonly ILogger _logger = logs.CreateLogger("LineAD.Service");
    private IModelRegistry? _models;
    private IJournal? _journal;
    private IReadOnlyList<ILineTransport> _transports = [];
    private LinePipeline? _pipeline;
    private volatile HostPhase _phase = HostPhase.Loading;

    /// <summary>Whether frames can come in: connected to the brokers and subscribed.</summary>
    public bool SourcesConnected => _transports.Count > 0 && _transports.All(t => t.SourcesConnected);

    /// <summary>A device call hung.</summary>
    public event EventHandler? DeviceHung;

    /// <summary>How far it is.</summary>
    public HostPhase Phase => _phase;

    /// <summary>The models that serve; null while they are loaded.</summary>
    public IModelRegistry? Models => _models;

    /// <summary>Run of the process; 0 before the journal was read.</summary>
    public ushort Epoch => _pipeline?.Epoch ?? 0;

    /// <summary>The pipeline's health; null before it is open.</summary>
    public PipelineHealth? ReadHealth() => _pipeline?.ReadHealth();

    /// <summary>What is known of the models that shadow; none before it is open.</summary>
    public IReadOnlyList<ShadowReport> ReadShadows() => _pipeline?.ReadShadows() ?? [];

    /// <summary>Both books; null before the journal is open and after it is closed.</summary>
    public IReadOnlyList<StationBooks>? ReadBooks() =>
        _phase is HostPhase.Loading or HostPhase.Stopped ? null : _journal?.ReadBooks();

    /// <summary>Starts; returns once frames can come in.</summary>
    /// <exception cref="ModelBundleException">An active model cannot be used.</exception>
    /// <exception cref="TransportException">The broker is required at start and cannot be reached.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ServiceLog.Starting(_logger, options.Models.Device, options.Models.Directory, options.Http.Url);
        var pool = new BufferPool(options.Pipeline.PoolBytes);
        var decoder = components.CreateDecoder(pool);
        var compiled = Task.Run(() => CompiledAhead.Run(cancellationToken), cancellationToken);
        _models = await components.LoadModelsAsync(options, decoder, pool, logs, cancellationToken);
        TellModels(_models);
        var decided = await new Rehearsal(components, decoder, pool, time)
            .RunAsync(Path.Combine(options.DataDirectory, Rehearsal.Category), cancellationToken);
        ServiceLog.Rehearsed(_logger, decided, await compiled);
        _journal = components.OpenJournal(options, logs);
        _transports = components.CreateTransports(options, meters, logs);
        var sinks = _transports.Where(t => t.Publishes).ToDictionary(t => t, DeferredSinks);
        _pipeline = Compose(decoder, _models, _journal, sinks);
        _pipeline.DeviceHung += (_, e) => DeviceHung?.Invoke(this, e);
        _pipeline.Start();
        _phase = HostPhase.Connecting;
        foreach (var transport in _transports)
        {
            ServiceLog.Connecting(_logger, _pipeline.Epoch, transport.Broker);
            foreach (var (station, sink) in transport.StartSinks(_pipeline.Epoch, _pipeline))
            {
                sinks[transport][station].Bind(sink);
            }
        }

        await ConnectedAsync(
            t => !t.Publishes || sinks[t].Values.All(s => s.IsConnected), cancellationToken);
        await RehearsedAsync(_pipeline, cancellationToken);
        foreach (var transport in _transports)
        {
            transport.StartSources(_pipeline, _pipeline.Commands);
        }

        await ConnectedAsync(t => t.SourcesConnected, cancellationToken);
        _phase = HostPhase.Running;
        ServiceLog.Ready(_logger, options.Stations.Count);
    }

    /// <summary>Stops what was started, however far that was. Never throws.</summary>
    public async Task StopAsync(bool deviceHangs, CancellationToken cancellationToken)
    {
        if (_phase is HostPhase.Draining or HostPhase.Stopped)
        {
            return;
        }

        _phase = HostPhase.Draining;
        ServiceLog.Stopping(_logger);
        foreach (var transport in _transports)
        {
            transport.StopIntake();
        }

        await GuardAsync("pipeline", () => _pipeline?.StopAsync(cancellationToken) ?? Task.CompletedTask);
        await GuardAsync("sources", () => Task.WhenAll(_transports.Select(t => t.StopSourcesAsync().AsTask())));
        await GuardAsync("sinks", () => Task.WhenAll(_transports.Select(t => t.DisposeAsync().AsTask())));
        _phase = HostPhase.Stopped;
        await GuardAsync("journal", () => _journal?.DisposeAsync().AsTask() ?? Task.CompletedTask);
        _pipeline?.Dispose();
        if (!deviceHangs)
        {
            // A hung device still uses the weights: they are left to the end of the process.
            var models = _models as IDisposable ?? NoDisposable.Instance;
            await GuardAsync("models", () => Task.Run(models.Dispose, CancellationToken.None));
        }

        ServiceLog.Stopped(_logger);
    }

    private Dictionary<StationKey, DeferredDecisionSink> DeferredSinks(ILineTransport transport) =>
        options.Stations.ToDictionary(s => s.Key, _ => new DeferredDecisionSink(transport.Name, transport.Required));

    private LinePipeline Compose(
        IFrameDecoder decoder,
        IModelRegistry models,
        IJournal journal,
        Dictionary<ILineTransport, Dictionary<StationKey, DeferredDecisionSink>> sinks) => new(new LinePipelineServices
        {
            Options = options,
            Models = models,
            Decoder = decoder,
            Masks = components.CreateMasks(),
            Journal = journal,
            Sinks = options.Stations.ToDictionary(
                s => s.Key, s => (IReadOnlyList<IDecisionSink>)[.. sinks.Values.Select(of => of[s.Key])]),
            Outputs = new FanOutOutputs([.. _transports.Select(t => t.Outputs).OfType<IOutputSink>()]),
            Time = time,
            MeterFactory = meters,
            LoggerFactory = logs,
        });

    private void TellModels(IModelRegistry models)
    {
        foreach (var model in models.Serving)
        {
            ServiceLog.Serving(_logger, model.Category, model.View, model.Version, model.Device, model.Precision);
        }

        var wanted = options.Stations.SelectMany(s => s.Cameras.Select(c => (s.Category, c.View))).Distinct();
        foreach (var (category, view) in wanted)
        {
            if (!models.Serving.Any(m => m.Category == category && m.View == view))
            {
                ServiceLog.NoModel(_logger, category, view);
            }
        }
    }

    // A device that hangs already now is found by the first real batch, which is watched; it must not keep the service from starting.
    private async Task RehearsedAsync(LinePipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.Rehearsed.WaitAsync(RehearsalLimit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            ServiceLog.DeviceNotWarm(_logger, (int)RehearsalLimit.TotalSeconds);
        }
    }

    private async Task ConnectedAsync(Func<ILineTransport, bool> connected, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var told = false;
        while (_transports.FirstOrDefault(t => !connected(t)) is { } missing)
        {
            if (time.GetElapsedTime(started) > ConnectLimit && !told)
            {
                told = true;
                ThrowIfRequired(missing);
                ServiceLog.StillConnecting(_logger, missing.Broker, (int)ConnectLimit.TotalSeconds);
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private static void ThrowIfRequired(ILineTransport transport)
    {
        if (transport.RequireAtStart)
        {
            var (name, address) = transport.Name == "mqtt"
                ? ("MQTT broker", "mqtt.host and mqtt.port")
                : ("Kafka cluster", "kafka.bootstrapServers");
            throw new TransportException(
                $"The {name} {transport.Broker} could not be reached within {ConnectLimit.TotalSeconds} s. "
                + $"Start it, correct {address}, or set {transport.Name}.requireAtStart to false to wait for it.");
        }
    }

    private async Task GuardAsync(string part, Func<Task> stop)
    {
        try
        {
            await stop();
        }
        catch (Exception e)
        {
            ServiceLog.StopFailed(_logger, part, e);
        }
    }

    private sealed class NoDisposable : IDisposable
    {
        public static readonly NoDisposable Instance = new();

        public void Dispose()
        {
        }
    }
}
