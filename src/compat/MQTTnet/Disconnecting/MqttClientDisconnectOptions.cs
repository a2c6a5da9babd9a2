namespace MQTTnet;

/// <summary>Content of the DISCONNECT to send; all but a normal disconnection needs MQTT 5.</summary>
public sealed class MqttClientDisconnectOptions
{
    public MqttClientDisconnectOptionsReason Reason { get; set; } =
        MqttClientDisconnectOptionsReason.NormalDisconnection;

    public string ReasonString { get; set; }

    public uint SessionExpiryInterval { get; set; }
}
