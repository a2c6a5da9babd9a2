namespace MQTTnet;

/// <summary>Reasons that a client may send in its DISCONNECT (MQTT 5, table 3-13).</summary>
public enum MqttClientDisconnectOptionsReason
{
    NormalDisconnection = 0,
    DisconnectWithWillMessage = 4,
    UnspecifiedError = 128,
    ProtocolError = 130,
    AdministrativeAction = 152,
}
