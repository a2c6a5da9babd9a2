using System.Buffers;
using System.Text;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>Shorter forms of the requests.</summary>
public static class MqttClientExtensions
{
    public static Task DisconnectAsync(
        this IMqttClient client,
        MqttClientDisconnectOptionsReason reason = MqttClientDisconnectOptionsReason.NormalDisconnection,
        string reasonString = null,
        uint sessionExpiryInterval = 0,
        List<MqttUserProperty> userProperties = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var options = new MqttClientDisconnectOptions
        {
            Reason = reason,
            ReasonString = reasonString,
            SessionExpiryInterval = sessionExpiryInterval,
            UserProperties = userProperties,
        };
        return client.DisconnectAsync(options, cancellationToken);
    }

    public static Task<MqttClientPublishResult> PublishBinaryAsync(
        this IMqttClient mqttClient,
        string topic,
        IEnumerable<byte> payload = null,
        MqttQualityOfServiceLevel qualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce,
        bool retain = false,
        CancellationToken cancellationToken = default)
    {
        var bytes = payload as byte[] ?? payload?.ToArray() ?? [];
        return mqttClient.PublishSequenceAsync(
            topic, new ReadOnlySequence<byte>(bytes), qualityOfServiceLevel, retain, cancellationToken);
    }

    public static Task<MqttClientPublishResult> PublishStringAsync(
        this IMqttClient mqttClient,
        string topic,
        string payload = null,
        MqttQualityOfServiceLevel qualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce,
        bool retain = false,
        CancellationToken cancellationToken = default) => mqttClient.PublishBinaryAsync(
            topic, Encoding.UTF8.GetBytes(payload ?? string.Empty), qualityOfServiceLevel, retain, cancellationToken);

    public static Task<MqttClientPublishResult> PublishSequenceAsync(
        this IMqttClient mqttClient,
        string topic,
        ReadOnlySequence<byte> payload,
        MqttQualityOfServiceLevel qualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce,
        bool retain = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mqttClient);
        ArgumentNullException.ThrowIfNull(topic);
        var message = new MqttApplicationMessage
        {
            Topic = topic,
            Payload = payload,
            QualityOfServiceLevel = qualityOfServiceLevel,
            Retain = retain,
        };
        return mqttClient.PublishAsync(message, cancellationToken);
    }

    /// <exception cref="InvalidOperationException">The client never tried to connect.</exception>
    public static Task ReconnectAsync(this IMqttClient client, CancellationToken cancellationToken = default) =>
        client.Options == null
            ? throw new InvalidOperationException("The MQTT client was not connected before; call ConnectAsync first.")
            : client.ConnectAsync(client.Options, cancellationToken);

    public static Task<MqttClientSubscribeResult> SubscribeAsync(
        this IMqttClient mqttClient,
        string topic,
        MqttQualityOfServiceLevel qualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mqttClient);
        ArgumentNullException.ThrowIfNull(topic);
        var options = new MqttClientSubscribeOptionsBuilder().WithTopicFilter(topic, qualityOfServiceLevel).Build();
        return mqttClient.SubscribeAsync(options, cancellationToken);
    }

    public static Task<bool> TryPingAsync(this IMqttClient client, CancellationToken cancellationToken = default) =>
        TryAsync(client.PingAsync(cancellationToken));

    public static Task<bool> TryDisconnectAsync(
        this IMqttClient client,
        MqttClientDisconnectOptionsReason reason = MqttClientDisconnectOptionsReason.NormalDisconnection,
        string reasonString = null) => TryAsync(client.DisconnectAsync(reason, reasonString));

    private static async Task<bool> TryAsync(Task request)
    {
        await request.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return request.IsCompletedSuccessfully;
    }
}
