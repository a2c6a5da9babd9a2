using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>The broker's answer to a PUBLISH; QoS 0 always reads as success.</summary>
public sealed class MqttClientPublishResult
{
    public MqttClientPublishResult(
        ushort? packetIdentifier,
        MqttClientPublishReasonCode reasonCode,
        string reasonString,
        IReadOnlyCollection<MqttUserProperty> userProperties)
    {
        PacketIdentifier = packetIdentifier;
        ReasonCode = reasonCode;
        ReasonString = reasonString;
        UserProperties = userProperties;
    }

    public bool IsSuccess =>
        ReasonCode is MqttClientPublishReasonCode.Success or MqttClientPublishReasonCode.NoMatchingSubscribers;

    public ushort? PacketIdentifier { get; }

    public MqttClientPublishReasonCode ReasonCode { get; }

    public string ReasonString { get; }

    public IReadOnlyCollection<MqttUserProperty> UserProperties { get; }
}
