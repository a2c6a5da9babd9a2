using System.Buffers;
using System.Text;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Transport.Mqtt.Connections;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace LineAD.Transport.Mqtt.Client;

/// <summary>
/// A plain MQTT client for everything that is not the service itself: camera and PLC simulators, commissioning tools. It
/// does not reconnect; what was lost shows in its owner's counts.
/// </summary>
public sealed class MqttPeer : IAsyncDisposable
{
    private readonly IMqttClient _client;
    private readonly List<(string Filter, Action<PeerMessage> Handler)> _handlers = [];
    private readonly Lock _gate = new();

    private MqttPeer(IMqttClient client) => _client = client;

    /// <summary>Whether the connection is up.</summary>
    public bool IsConnected => _client.IsConnected;

    /// <summary>Connects to a broker, with its TLS and credentials where the options name them.</summary>
    /// <exception cref="TransportException">The broker cannot be reached or refuses.</exception>
    public static async Task<MqttPeer> ConnectAsync(
        MqttOptions broker, string clientId, CancellationToken cancellationToken, bool keepSession = false)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var peer = new MqttPeer(client);
        client.ApplicationMessageReceivedAsync += peer.OnMessageAsync;
        var settings = new MqttConnectionSettings(broker);

        // A peer owes nobody a decision: it may wait where the service gives up.
        var options = settings.Create(clientId)
            .WithCleanStart(!keepSession)
            .WithReceiveMaximum(settings.IsV5 ? ushort.MaxValue : (ushort)0)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(15))
            .WithTimeout(TimeSpan.FromSeconds(100))
            .Build();
        try
        {
            var result = await client.ConnectAsync(options, cancellationToken);
            return result.ResultCode == MqttClientConnectResultCode.Success
                ? peer
                : throw new MqttCommunicationException($"{result.ResultCode}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            client.Dispose();

            // The client wraps what its caller gave up.
            cancellationToken.ThrowIfCancellationRequested();
            throw new TransportException(
                $"MQTT broker {broker.Host}:{settings.Port} cannot be reached, or refuses ({e.Message}). Is it running, and are user and TLS right?", e);
        }
    }

    /// <summary>Subscribes; <paramref name="handler"/> runs on the client's receive path and must not block.</summary>
    /// <exception cref="TransportException">The broker refuses the topic.</exception>
    public async Task SubscribeAsync(string filter, Action<PeerMessage> handler, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _handlers.Add((filter, handler));
        }

        var options = new MqttClientFactory().CreateSubscribeOptionsBuilder()
            .WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        MqttClientSubscribeResult result;
        try
        {
            result = await _client.SubscribeAsync(options, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new TransportException($"MQTT topic {filter} cannot be subscribed to ({e.Message}). Is the broker still running?", e);
        }

        if (result.Items.FirstOrDefault(i => i.ResultCode >= MqttClientSubscribeResultCode.UnspecifiedError) is { } refused)
        {
            throw new TransportException(
                $"MQTT topic {filter} may not be read ({refused.ResultCode}). Give the user the right to subscribe to it.");
        }
    }

    /// <summary>Publishes and waits for the broker's acknowledgement; false when the connection or the broker said no.</summary>
    public async Task<bool> PublishAsync(
        string topic,
        byte[] payload,
        CancellationToken cancellationToken,
        IReadOnlyList<KeyValuePair<string, string>>? properties = null,
        string? contentType = null,
        bool retain = false,
        string? responseTopic = null)
    {
        var message = new MqttApplicationMessage
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(payload),
            Retain = retain,
            ResponseTopic = responseTopic,
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            ContentType = contentType,
            UserProperties = properties?.Select(p => new MqttUserProperty(p.Key, Encoding.UTF8.GetBytes(p.Value).AsMemory())).ToList(),
        };
        try
        {
            return (await _client.PublishAsync(message, cancellationToken)).IsSuccess;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The connection may be gone already; there is nothing left to do for it.
        }

        _client.Dispose();
    }

    private Task OnMessageAsync(MqttApplicationMessageReceivedEventArgs args)
    {
        var message = new PeerMessage(
            args.ApplicationMessage.Topic, args.ApplicationMessage.Payload.ToArray(), args.ApplicationMessage.Retain,
            args.ApplicationMessage.ResponseTopic, args.ApplicationMessage.ContentType);
        (string Filter, Action<PeerMessage> Handler)[] handlers;
        lock (_gate)
        {
            handlers = [.. _handlers];
        }

        foreach (var (filter, handler) in handlers)
        {
            if (TopicFilter.Matches(filter, message.Topic))
            {
                handler(message);
            }
        }

        return Task.CompletedTask;
    }
}
