using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Wire;

namespace MQTTnet.Exceptions;

/// <summary>The broker sent DISCONNECT while a request waited for its answer.</summary>
public sealed class MqttClientUnexpectedDisconnectReceivedException : MqttCommunicationException
{
    internal MqttClientUnexpectedDisconnectReceivedException(DisconnectPacket packet, Exception innerException = null)
        : base($"Unexpected DISCONNECT (Reason code={packet.ReasonCode}) received.", innerException)
    {
        ReasonCode = packet.ReasonCode;
        ReasonString = packet.ReasonString;
        ServerReference = packet.ServerReference;
        SessionExpiryInterval = packet.SessionExpiryInterval;
        UserProperties = packet.UserProperties;
    }

    public MqttDisconnectReasonCode? ReasonCode { get; }

    public string ReasonString { get; }

    public string ServerReference { get; }

    public uint? SessionExpiryInterval { get; }

    public List<MqttUserProperty> UserProperties { get; }
}
