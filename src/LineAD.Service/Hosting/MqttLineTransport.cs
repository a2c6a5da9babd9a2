using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Transport.Mqtt;
using LineAD.Transport.Mqtt.Decisions;
using LineAD.Transport.Mqtt.Frames;
using LineAD.Transport.Mqtt.Outputs;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Hosting;

/// <summary>MQTT: one connection for frames, one for outputs, one for each station's decisions.</summary>
internal sealed class MqttLineTransport : ILineTransport
{
    private readonly LineAdOptions _options;
    private readonly ILoggerFactory _logs;
    private readonly TimeProvider _time;
    private readonly MqttMetrics _metrics;
    private readonly MqttOutputConnection _outputs;
    private readonly List<MqttDecisionConnection> _sinks = [];
    private MqttFrameSource? _source;

    public MqttLineTransport(LineAdOptions options, IMeterFactory meters, TimeProvider time, ILoggerFactory logs)
    {
        _options = options;
        _logs = logs;
        _time = time;
        _metrics = new MqttMetrics(meters);
        _outputs = new MqttOutputConnection(options, _metrics, time, logs.CreateLogger<MqttOutputConnection>());
    }

    /// <inheritdoc />
    public string Name => "mqtt";

    /// <inheritdoc />
    public bool Publishes => _options.Mqtt is { Publish: true };

    /// <inheritdoc />
    public bool Required => _options.Mqtt is { Required: true };

    /// <inheritdoc />
    public bool RequireAtStart => _options.Mqtt is { RequireAtStart: true };

    /// <inheritdoc />
    public string Broker =>
        _options.Mqtt is { } mqtt ? $"{mqtt.Host}:{mqtt.Port ?? (mqtt.Tls is null ? 1883 : 8883)}" : "none";

    /// <inheritdoc />
    public IOutputSink? Outputs => Publishes ? _outputs : null;

    /// <inheritdoc />
    public bool SourcesConnected => _source is { IsSubscribed: true };

    /// <inheritdoc />
    public IReadOnlyDictionary<StationKey, IDecisionSink> StartSinks(ushort epoch, IStationStatus status)
    {
        _outputs.Start();
        var sinks = new Dictionary<StationKey, IDecisionSink>();
        foreach (var station in Publishes ? _options.Stations : [])
        {
            var sink = new MqttDecisionConnection(
                _options, station.Key, epoch, status, _metrics, _time, _logs.CreateLogger<MqttDecisionConnection>());
            _sinks.Add(sink);
            sinks.Add(station.Key, sink);
            sink.Start();
        }

        return sinks;
    }

    /// <inheritdoc />
    public void StartSources(IFrameIntake intake, IStationCommands commands)
    {
        _source = new MqttFrameSource(
            _options, intake, commands, _outputs, _metrics, _time, _logs.CreateLogger<MqttFrameSource>());
        _source.Start();
    }

    /// <inheritdoc />
    public void StopIntake() => _source?.StopIntake();

    /// <inheritdoc />
    public async ValueTask StopSourcesAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_sinks.Select(s => s.DisposeAsync().AsTask()));
        await _outputs.DisposeAsync();
    }
}
