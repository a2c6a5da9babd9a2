namespace MQTTnet.Formatter;

/// <summary>Protocol level on the wire.</summary>
public enum MqttProtocolVersion
{
    Unknown = 0,
    V311 = 4,
    V500 = 5,
}
