using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>DISCONNECT as sent by the broker (MQTT 5 only).</summary>
internal sealed class DisconnectPacket
{
    public MqttDisconnectReasonCode ReasonCode { get; set; }

    public string ReasonString { get; set; }

    public string ServerReference { get; set; }

    public uint? SessionExpiryInterval { get; set; }

    public List<MqttUserProperty> UserProperties { get; set; }
}
