namespace MQTTnet.Wire;

/// <summary>DISCONNECT as sent by the broker (MQTT 5 only).</summary>
internal sealed class DisconnectPacket
{
    public MqttClientDisconnectReason ReasonCode { get; set; }

    public string ReasonString { get; set; }
}
