using System.Buffers;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Errors;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Connections;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace LineAD.Transport.Mqtt.Outputs;

/// <summary>
/// Masks, defects, audit records, dead letters and answers to commands, over a connection of its own. Two bounded
/// queues give up their oldest entries; records go before masks. Nothing waits for it.
/// </summary>
public sealed class MqttOutputConnection : IOutputSink, ILinkOwner, IAsyncDisposable
{
    private const long MaxBulkBytes = 128L << 20;
    private const long MaxRecordBytes = 32L << 20;
    private const int PacketOverhead = 1024;
    private const string Json = "application/json";

    private readonly MqttConnectionSettings _settings;
    private readonly MqttMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Topics _topics;
    private readonly OutputQueue _records;
    private readonly OutputQueue _bulk;
    private readonly MqttLink _link;
    private readonly string _clientId;
    private readonly SemaphoreSlim _available = new(0);
    private long _maximumPacket = long.MaxValue;

    /// <summary>Creates the connection; nothing is connected before <see cref="Start"/>.</summary>
    /// <exception cref="TransportException">The configuration names no MQTT broker.</exception>
    public MqttOutputConnection(
        LineAdOptions options, MqttMetrics metrics, TimeProvider time, ILogger<MqttOutputConnection> logger)
    {
        _settings = new MqttConnectionSettings(options.Mqtt ?? throw new TransportException(
            "$.mqtt: there is no MQTT broker in the configuration. Add one."));
        _metrics = metrics;
        _logger = logger;
        _topics = new Topics(options.Root);
        _records = new OutputQueue(options.Mqtt.OutputQueue, MaxRecordBytes);
        _bulk = new OutputQueue(options.Mqtt.OutputQueue, MaxBulkBytes);
        _clientId = $"{options.Mqtt.ClientIdPrefix}-{options.Instance ?? Environment.MachineName}-outputs";
        _link = new MqttLink("outputs", this, _settings.MaxReconnectDelay, metrics, time, logger);
    }

    /// <summary>Whether the connection is up.</summary>
    public bool IsConnected => _link.Client.IsConnected;

    /// <summary>Messages waiting to be sent.</summary>
    public int Waiting => _records.Count + _bulk.Count;

    /// <summary>Connects, and keeps connected, in the background.</summary>
    public void Start() => _link.Start();

    /// <inheritdoc />
    public bool TryPublish(OutputMessage message)
    {
        if (TopicOf(message) is not { } topic)
        {
            _metrics.Shed(message.Kind);
            return false;
        }

        return Queue(new OutputItem(message.Kind, topic, message.ContentType, message.Payload));
    }

    /// <summary>Queues the answer to a command; false when it was shed.</summary>
    public bool Respond(string topic, byte[]? correlationData, ReadOnlyMemory<byte> json) =>
        Queue(new OutputItem(null, topic, Json, json, correlationData));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _available.Dispose();
    }

    MqttClientOptions ILinkOwner.CreateOptions() => _settings.Create(_clientId).WithCleanStart().Build();

    Task<bool> ILinkOwner.MayConnectAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    async Task ILinkOwner.OnConnectedAsync(MqttClientConnectResult result, CancellationToken cancellationToken)
    {
        _maximumPacket = result.MaximumPacketSize is { } limit and > 0 ? limit : long.MaxValue;
        while (_link.Client.IsConnected)
        {
            var item = _records.TryTake() ?? _bulk.TryTake();
            if (item is null)
            {
                await _available.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
            }
            else if (!await SendAsync(item))
            {
                Queue(item);
            }
        }
    }

    void ILinkOwner.OnDisconnected(MqttClientDisconnectedEventArgs ended)
    {
    }

    private string? TopicOf(OutputMessage message) => (message.Kind, message.Station) switch
    {
        (OutputKind.DeadLetter, var station) => _topics.DeadLetter(station?.Line),
        (OutputKind.Audit, { } station) => _topics.Audit(station),
        (OutputKind.Mask, { } station) when message is { Camera: { } camera, Part: { } part } =>
            _topics.Mask(station, camera, part),
        (OutputKind.Defects, { } station) when message is { Camera: { } camera, Part: { } part } =>
            _topics.Defects(station, camera, part),
        _ => null,
    };

    private bool Queue(OutputItem item)
    {
        var queue = item.Kind is OutputKind.Mask or OutputKind.Defects ? _bulk : _records;
        var kept = true;
        foreach (var shed in queue.Add(item))
        {
            _metrics.Shed(shed.Kind);
            kept &= !ReferenceEquals(shed, item);
        }

        if (kept && _available.CurrentCount == 0)
        {
            _available.Release();
        }

        return kept;
    }

    // False when the connection broke and the message is to be sent over the next one.
    private async Task<bool> SendAsync(OutputItem item)
    {
        if (item.Payload.Length + PacketOverhead > _maximumPacket)
        {
            MqttLog.OutputTooLarge(_logger, item.Topic, item.Payload.Length, _maximumPacket);
            _metrics.Shed(item.Kind);
            return true;
        }

        try
        {
            var result = await _link.Client.PublishAsync(Message(item), CancellationToken.None);
            if (!result.IsSuccess)
            {
                MqttLog.OutputRefused(_logger, item.Topic, result.ReasonCode);
                _metrics.Shed(item.Kind);
            }

            return true;
        }
        catch (MqttCommunicationException)
        {
            return false;
        }
        catch (Exception exception) when (exception is MqttProtocolViolationException or NotSupportedException)
        {
            // A response topic that cannot be published to: its command gets no answer.
            MqttLog.OutputImpossible(_logger, item.Topic, exception.Message);
            _metrics.Shed(item.Kind);
            return true;
        }
    }

    private MqttApplicationMessage Message(OutputItem item) => new()
    {
        Topic = item.Topic,
        Payload = new ReadOnlySequence<byte>(item.Payload),
        QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        ContentType = _settings.IsV5 ? item.ContentType : null,
        CorrelationData = _settings.IsV5 ? item.CorrelationData : null,
    };
}
