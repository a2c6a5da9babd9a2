using MQTTnet.Diagnostics.Logger;
using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Wire;

namespace MQTTnet;

public sealed partial class MqttClient
{
    private static readonly IReadOnlyCollection<MqttUserProperty> NoProperties = [];
    private static readonly Func<AckPacket, MqttClientPublishResult> ToResult = static ack => new MqttClientPublishResult(
        ack.PacketIdentifier, (MqttClientPublishReasonCode)ack.ReasonCodes[0], ack.ReasonString, NoProperties);

    private static readonly Task<MqttClientPublishResult> Sent =
        Task.FromResult(new MqttClientPublishResult(null, MqttClientPublishReasonCode.Success, null, NoProperties));

    public Task<MqttClientPublishResult> PublishAsync(
        MqttApplicationMessage applicationMessage,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(applicationMessage);
        FeatureGuard.CheckTopic(applicationMessage.Topic);
        var connection = Current();
        if (Options.ValidateFeatures)
        {
            FeatureGuard.Check(applicationMessage, Options.ProtocolVersion);
        }

        switch (applicationMessage.QualityOfServiceLevel)
        {
            case MqttQualityOfServiceLevel.AtMostOnce:
                return PublishAtMostOnce(connection, applicationMessage);
            case MqttQualityOfServiceLevel.AtLeastOnce:
                return connection.PublishAsync(applicationMessage, ToResult, cancellationToken);
            default:
                throw new NotSupportedException("This client publishes with QoS 0 and 1 only.");
        }
    }

    public async Task<MqttClientSubscribeResult> SubscribeAsync(
        MqttClientSubscribeOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var filter in options.TopicFilters)
        {
            FeatureGuard.CheckFilter(filter.Topic);
        }

        var connection = Current();
        FeatureGuard.Check(options, Options.ProtocolVersion);
        using var timeout = cancellationToken.CanBeCanceled ? null : new CancellationTokenSource(Options.Timeout);
        var ack = await connection.SubscribeAsync(options, timeout?.Token ?? cancellationToken).ConfigureAwait(false);
        if (ack.ReasonCodes.Length != options.TopicFilters.Count)
        {
            throw new MqttProtocolViolationException(
                "The reason codes are not matching the topic filters [MQTT-3.9.3-1].");
        }

        var items = options.TopicFilters.Select((filter, i) =>
            new MqttClientSubscribeResultItem(filter, (MqttClientSubscribeResultCode)ack.ReasonCodes[i])).ToList();
        return new(ack.PacketIdentifier, items, ack.ReasonString, NoProperties);
    }

    void IConnectionOwner.OnMessage(MqttConnection connection, MqttApplicationMessage message, ushort packetIdentifier)
    {
        var arguments = new MqttApplicationMessageReceivedEventArgs(
            Options.ClientId, message, packetIdentifier, (a, token) => Acknowledge(connection, a, token));
        if (!_handlers.Enqueue(arguments))
        {
            Log(MqttNetLogLevel.Warning, "A QoS 0 message was dropped: the handlers are too slow.", null);
        }
    }

    private static Task<MqttClientPublishResult> PublishAtMostOnce(
        MqttConnection connection,
        MqttApplicationMessage message)
    {
        try
        {
            connection.Publish(message);
            return Sent;
        }
        catch (Exception exception)
        {
            return Task.FromException<MqttClientPublishResult>(exception);
        }
    }

    private Task Acknowledge(
        MqttConnection connection,
        MqttApplicationMessageReceivedEventArgs message,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (message.PacketIdentifier == 0 || message.ProcessingFailed)
        {
            return Task.CompletedTask;
        }

        // An identifier means nothing to any other connection than the one it came over.
        if (!ReferenceEquals(connection, _connection) || !IsConnected)
        {
            return Task.FromException(new MqttClientNotConnectedException());
        }

        connection.Acknowledge(message);
        return Task.CompletedTask;
    }

    private void Handle(MqttApplicationMessageReceivedEventArgs message)
    {
        try
        {
            _received.InvokeAsync(message).GetAwaiter().GetResult();
            if (message.AutoAcknowledge)
            {
                message.AcknowledgeAsync(CancellationToken.None).GetAwaiter().GetResult();
            }
        }
        catch (MqttCommunicationException exception)
        {
            Log(MqttNetLogLevel.Warning, "A message could not be acknowledged.", exception);
        }
        catch (Exception exception)
        {
            Log(MqttNetLogLevel.Error, "Error while handling application message", exception);
        }
    }

    private MqttConnection Current()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return IsConnected ? _connection : throw new MqttClientNotConnectedException();
    }
}
