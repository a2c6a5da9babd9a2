namespace MQTTnet.Exceptions;

/// <summary>The peer, or the caller, broke the MQTT specification.</summary>
public class MqttProtocolViolationException : Exception
{
    public MqttProtocolViolationException(string message)
        : base(message)
    {
    }
}
