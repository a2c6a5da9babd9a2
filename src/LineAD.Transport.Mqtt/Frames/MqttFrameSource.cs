using System.Buffers;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Errors;
using LineAD.Core.Intake;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Connections;
using LineAD.Transport.Mqtt.Outputs;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace LineAD.Transport.Mqtt.Frames;

/// <summary>
/// Frames, triggers and commands from MQTT, over a connection of its own. A message is acknowledged when its
/// <see cref="IDelivery"/> is completed, in the order of receipt; what was not comes again when the session is resumed.
/// </summary>
public sealed class MqttFrameSource : ILinkOwner, IAsyncDisposable
{
    private const string Transport = "mqtt";
    private static readonly TimeSpan MarkerPeriod = TimeSpan.FromSeconds(1);
    private const int RefusedHeadBytes = DeadLetterMessage.MaxHeadBytes;

    private readonly LineAdOptions _options;
    private readonly MqttConnectionSettings _settings;
    private readonly IFrameIntake _intake;
    private readonly CommandRunner _commands;
    private readonly MqttMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly MqttLink _link;
    private readonly BacklogGuard _backlog;
    private readonly BacklogMarker _marker;
    private readonly string _clientId;
    private volatile OrderedReleaser<MqttApplicationMessageReceivedEventArgs> _releaser;
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopped;
    private volatile bool _subscribed;
    private int _connections;

    /// <summary>Creates the source; nothing is connected before <see cref="Start"/>.</summary>
    /// <exception cref="TransportException">The configuration names no MQTT broker.</exception>
    public MqttFrameSource(
        LineAdOptions options,
        IFrameIntake intake,
        IStationCommands commands,
        MqttOutputConnection answers,
        MqttMetrics metrics,
        TimeProvider time,
        ILogger<MqttFrameSource> logger)
    {
        _options = options;
        _settings = new MqttConnectionSettings(options.Mqtt ?? throw new TransportException(
            "$.mqtt: there is no MQTT broker in the configuration. Add one."));
        _intake = intake;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _backlog = new BacklogGuard(time);
        _commands = new CommandRunner(options.Root, commands, answers, logger);
        _clientId = $"{options.Mqtt.ClientIdPrefix}-{options.Instance ?? Environment.MachineName}-frames";
        _marker = new BacklogMarker(options.Root, _clientId);
        _releaser = NewReleaser();
        _link = new MqttLink("frames", this, _settings.MaxReconnectDelay, metrics, time, logger);
        _link.Client.ApplicationMessageReceivedAsync += ReceiveAsync;
    }

    /// <summary>Whether the connection is up and frames can arrive.</summary>
    public bool IsSubscribed => _subscribed && _link.Client.IsConnected;

    /// <summary>Messages received and not acknowledged over the present connection.</summary>
    public int Unacknowledged => _releaser.Count;

    /// <summary>Connects, and keeps connected, in the background.</summary>
    public void Start()
    {
        _commands.Start();
        _link.Start();
    }

    /// <summary>
    /// From here on nothing new is handed in, while acknowledgements still go out: for a stop in order. What arrives
    /// meanwhile stays unacknowledged and comes again after the restart.
    /// </summary>
    public void StopIntake() => _stopped = true;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        StopIntake();
        await _link.DisposeAsync();
        await _commands.DisposeAsync();
        Abandon();
    }

    MqttClientOptions ILinkOwner.CreateOptions()
    {
        var builder = _settings.Create(_clientId).WithCleanStart(false);
        if (_settings.IsV5)
        {
            var limits = FrameLimits.From(_options.Stations);
            builder.WithReceiveMaximum(limits.ReceiveMaximum)
                .WithMaximumPacketSize(limits.MaximumPacketBytes)
                .WithSessionExpiryInterval(_settings.Options.FrameSessionExpirySeconds);
        }

        return builder.Build();
    }

    Task<bool> ILinkOwner.MayConnectAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    async Task ILinkOwner.OnConnectedAsync(MqttClientConnectResult result, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _connections);
        _marker.Renew();
        _backlog.Begin(result.IsSessionPresent);
        _ready.TrySetResult();
        var topics = new Topics(_options.Root);
        var subscription = new MqttClientSubscribeOptionsBuilder();
        foreach (var station in _options.Stations)
        {
            if (_settings.Options.ReceiveFrames)
            {
                Add(subscription, topics.FrameFilter(station.Key));
            }

            Add(subscription, topics.Trigger(station.Key));
        }

        foreach (var line in _options.Stations.Select(s => s.Line).Distinct())
        {
            Add(subscription, topics.CommandFilter(line));
        }

        Add(subscription, _marker.Topic);
        var answer = await _link.Client.SubscribeAsync(subscription.Build(), cancellationToken);
        if (answer.Items.FirstOrDefault(i => i.TopicFilter.Topic != _marker.Topic && i.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused)
        {
            throw new TransportException(
                $"The broker refused to subscribe {refused.TopicFilter.Topic}: {refused.ResultCode}. Check its ACL.");
        }

        _subscribed = true;
        if (result.IsSessionPresent)
        {
            var granted = answer.Items.Any(
                i => i.TopicFilter.Topic == _marker.Topic && i.ResultCode <= MqttClientSubscribeResultCode.GrantedQoS2);
            _ = MarkAsync(granted, _connections, cancellationToken);
        }
    }

    /// <summary>Sends the marker of a connection until it comes back.</summary>
    private async Task MarkAsync(bool granted, int connection, CancellationToken cancellationToken)
    {
        try
        {
            while (_backlog.IsActive && connection == Volatile.Read(ref _connections))
            {
                if (!granted || !await _marker.SendAsync(_link.Client, cancellationToken))
                {
                    MqttLog.NoMarker(_logger, _marker.Topic);
                    _backlog.DoWithoutMarker();
                    return;
                }

                await Task.Delay(MarkerPeriod, _time, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is MqttCommunicationException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection ended: the next one has a marker of its own.
        }
    }

    void ILinkOwner.OnDisconnected(MqttClientDisconnectedEventArgs ended)
    {
        _subscribed = false;
        Abandon();
        _ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _releaser = NewReleaser();
    }

    private void Add(MqttClientSubscribeOptionsBuilder subscription, string filter)
    {
        if (_settings.IsV5)
        {
            // Retained messages are not asked for; one that is published with the flag shows it and is refused.
            subscription.WithTopicFilter(
                filter,
                MqttQualityOfServiceLevel.AtLeastOnce,
                retainAsPublished: true,
                retainHandling: MqttRetainHandling.DoNotSendOnSubscribe);
        }
        else
        {
            subscription.WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce);
        }
    }

    private async Task ReceiveAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        received.AutoAcknowledge = false;
        if (!_ready.Task.IsCompleted)
        {
            // Whether the session was resumed must be known before its first message is judged.
            await _ready.Task;
        }

        if (_stopped)
        {
            return;
        }

        var message = received.ApplicationMessage;
        var delivery = Accept(received, message);
        try
        {
            Route(message, delivery);
        }
        catch (Exception exception)
        {
            MqttLog.IntakeFailed(_logger, exception, message.Topic);
            delivery.Complete();
        }

        // An acknowledgement that waits for an older one must not hold the payload.
        message.Payload = ReadOnlySequence<byte>.Empty;
    }

    private IDelivery Accept(MqttApplicationMessageReceivedEventArgs received, MqttApplicationMessage message)
    {
        if (message.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce)
        {
            return NoDelivery.Instance;
        }

        _metrics.Unacknowledged(1);
        return _releaser.Add(received);
    }

    private void Route(MqttApplicationMessage message, IDelivery delivery)
    {
        if (_marker.IsMarker(message, out var current))
        {
            delivery.Complete();
            if (current)
            {
                _backlog.End();
            }

            return;
        }

        var now = _time.GetTimestamp();
        var backlog = _backlog.IsBacklog(now);
        var topic = FrameTopic.Parse(_options.Root, message.Topic);
        var payload = message.Payload.IsSingleSegment ? message.Payload.First : message.Payload.ToArray();
        if (message.Retain)
        {
            Refuse(FrameError.Retained, topic, message, payload, delivery);
            return;
        }

        switch (topic.Kind)
        {
            case TopicKind.Frame:
                OfferFrame(topic, message, payload, delivery, now, backlog);
                break;
            case TopicKind.Trigger:
                OfferTrigger(topic, message, payload, delivery, now, backlog);
                break;
            case TopicKind.Command:
                // At most once, and never in the way of the frames behind it: its answer tells what became of it.
                delivery.Complete();
                _commands.Offer(topic.Line.ToString(), topic.Command.ToString(), message, payload);
                break;
            default:
                Refuse(FrameError.NameInvalid, topic, message, payload, delivery);
                break;
        }
    }

    private void OfferFrame(
        in FrameTopic topic,
        MqttApplicationMessage message,
        ReadOnlyMemory<byte> payload,
        IDelivery delivery,
        long now,
        bool backlog)
    {
        var line = topic.Line.ToString();
        var station = topic.Station.ToString();
        if (payload.Length > MaxFrameBytes(line, station))
        {
            Refuse(FrameError.PayloadTooLarge, topic, message, payload, delivery);
            return;
        }

        _intake.Offer(new InboundFrame
        {
            Transport = Transport,
            Line = line,
            Station = station,
            Camera = topic.Camera.ToString(),
            TopicPart = topic.HasPart ? topic.Part.ToString() : null,
            Attributes = FrameAttributesReader.Read(message.UserProperties),
            ContentType = message.ContentType,
            Payload = payload,
            ReceivedTimestamp = now,
            Duplicate = message.Dup,
            Backlog = backlog,
            Origin = message.Topic,
            Delivery = delivery,
        });
    }

    private void OfferTrigger(
        in FrameTopic topic,
        MqttApplicationMessage message,
        ReadOnlyMemory<byte> payload,
        IDelivery delivery,
        long now,
        bool backlog) => _intake.Offer(new InboundTrigger
        {
            Line = topic.Line.ToString(),
            Station = topic.Station.ToString(),
            Payload = payload,
            ReceivedTimestamp = now,
            AgeUnknown = message.Dup || backlog,
            Origin = message.Topic,
            Delivery = delivery,
        });

    private void Refuse(
        FrameError error,
        in FrameTopic topic,
        MqttApplicationMessage message,
        ReadOnlyMemory<byte> payload,
        IDelivery delivery) => _intake.Refuse(new InboundRefusal
        {
            Transport = Transport,
            Error = error,
            Line = topic.Line.ToString(),
            Station = topic.Station.ToString(),
            Origin = message.Topic,
            ContentType = message.ContentType,

            // A copy of the head lets go of a payload that may be huge.
            Payload = payload.Length <= RefusedHeadBytes ? payload : payload[..RefusedHeadBytes].ToArray(),
            Length = payload.Length,
            Delivery = delivery,
        });

    private int MaxFrameBytes(string line, string station)
    {
        foreach (var options in _options.Stations)
        {
            if (options.Line == line && options.Station == station)
            {
                return options.MaxFrameBytes;
            }
        }

        return int.MaxValue;
    }

    private OrderedReleaser<MqttApplicationMessageReceivedEventArgs> NewReleaser() => new(Acknowledge);

    private void Abandon() => _metrics.Unacknowledged(-_releaser.Abandon());

    private void Acknowledge(MqttApplicationMessageReceivedEventArgs received)
    {
        _metrics.Unacknowledged(-1);
        try
        {
            var sent = received.AcknowledgeAsync(CancellationToken.None);
            if (sent.IsFaulted)
            {
                MqttLog.AcknowledgeFailed(_logger, sent.Exception.GetBaseException().Message);
            }
        }
        catch (Exception exception)
        {
            // The connection is gone: the message comes again when the session is resumed.
            MqttLog.AcknowledgeFailed(_logger, exception.Message);
        }
    }
}
