namespace MQTTnet;

/// <summary>
/// An MQTT client over one connection at a time. Requests may come from any thread; connect and disconnect may not
/// run at the same time as each other.
/// </summary>
public interface IMqttClient : IDisposable
{
    /// <summary>Handlers run one by one in order of receipt; a message waits for the task of the one before.</summary>
    event Func<MqttApplicationMessageReceivedEventArgs, Task> ApplicationMessageReceivedAsync;

    event Func<MqttClientDisconnectedEventArgs, Task> DisconnectedAsync;

    bool IsConnected { get; }

    MqttClientOptions Options { get; }

    Task<MqttClientConnectResult> ConnectAsync(
        MqttClientOptions options,
        CancellationToken cancellationToken = default);

    Task DisconnectAsync(MqttClientDisconnectOptions options, CancellationToken cancellationToken = default);

    /// <summary>The packet is with the kernel when this returns; the task ends with the broker's answer.</summary>
    Task<MqttClientPublishResult> PublishAsync(
        MqttApplicationMessage applicationMessage,
        CancellationToken cancellationToken = default);

    Task<MqttClientSubscribeResult> SubscribeAsync(
        MqttClientSubscribeOptions options,
        CancellationToken cancellationToken = default);
}
