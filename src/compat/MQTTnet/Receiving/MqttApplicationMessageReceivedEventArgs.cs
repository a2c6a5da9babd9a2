namespace MQTTnet;

/// <summary>One received message and the means to acknowledge it, now or later.</summary>
public sealed class MqttApplicationMessageReceivedEventArgs : EventArgs
{
    private readonly Func<MqttApplicationMessageReceivedEventArgs, CancellationToken, Task> _acknowledge;
    private int _acknowledged;

    internal MqttApplicationMessageReceivedEventArgs(
        string clientId,
        MqttApplicationMessage message,
        ushort packetIdentifier,
        Func<MqttApplicationMessageReceivedEventArgs, CancellationToken, Task> acknowledge)
    {
        ClientId = clientId;
        ApplicationMessage = message;
        PacketIdentifier = packetIdentifier;
        _acknowledge = acknowledge;
    }

    public MqttApplicationMessage ApplicationMessage { get; }

    /// <summary>True: acknowledged when the handlers return. False: when AcknowledgeAsync is called.</summary>
    public bool AutoAcknowledge { get; set; } = true;

    public string ClientId { get; }

    public ushort PacketIdentifier { get; }

    /// <summary>True: the message is never acknowledged on this connection.</summary>
    public bool ProcessingFailed { get; set; }

    /// <summary>Sends PUBACK (QoS 1) or PUBREC (QoS 2); nothing for QoS 0.</summary>
    /// <exception cref="InvalidOperationException">It was acknowledged before.</exception>
    public Task AcknowledgeAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _acknowledged, 1) == 0
            ? _acknowledge(this, cancellationToken)
            : throw new InvalidOperationException("The application message is already acknowledged.");
}
