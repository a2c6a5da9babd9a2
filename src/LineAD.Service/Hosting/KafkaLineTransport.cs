using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Storage.Claims;
using LineAD.Transport.Kafka;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Hosting;

/// <summary>Kafka: one consumer of frames, one producer of decisions, one of outputs, as far as they are switched on.</summary>
internal sealed class KafkaLineTransport : ILineTransport
{
    private readonly LineAdOptions _options;
    private readonly KafkaOptions _kafka;
    private readonly KafkaMetrics _metrics;
    private readonly S3ClaimSource _store;
    private readonly HttpClaimSource _web;
    private readonly KafkaTransport _transport;

    public KafkaLineTransport(LineAdOptions options, IMeterFactory meters, TimeProvider time, ILoggerFactory logs)
    {
        _options = options;
        _kafka = options.Kafka!;
        _metrics = new KafkaMetrics(meters);
        _store = new S3ClaimSource(_kafka.ClaimStore);
        _web = new HttpClaimSource(_kafka.ClaimStore);
        _transport = new KafkaTransport(options, _metrics, time, logs, [_store, _web]);
    }

    /// <inheritdoc />
    public string Name => "kafka";

    /// <inheritdoc />
    public string Broker => _kafka.BootstrapServers;

    /// <inheritdoc />
    public bool Publishes => _kafka.Publish;

    /// <inheritdoc />
    public bool Required => _kafka.Required;

    /// <inheritdoc />
    public bool RequireAtStart => _kafka.RequireAtStart;

    /// <inheritdoc />
    public IOutputSink? Outputs => _transport.Outputs;

    /// <inheritdoc />
    public bool SourcesConnected => _transport.IsSubscribed;

    /// <inheritdoc />
    public IReadOnlyDictionary<StationKey, IDecisionSink> StartSinks(ushort epoch, IStationStatus status) =>
        _transport.StartSinks(connected =>
        {
            // Where MQTT publishes too, the state tells of its connection: gates are served there.
            foreach (var station in _options.Stations.Where(_ => _options.Mqtt is not { Publish: true }))
            {
                status.OnDecisionConnection(station.Key, connected);
            }
        });

    /// <inheritdoc />
    public void StartSources(IFrameIntake intake, IStationCommands commands) => _transport.StartSource(intake);

    /// <inheritdoc />
    public void StopIntake() => _transport.StopIntake();

    /// <inheritdoc />
    public ValueTask StopSourcesAsync() => _transport.StopSourceAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        _store.Dispose();
        _web.Dispose();
        _metrics.Dispose();
    }
}
