namespace MQTTnet.Exceptions;

/// <summary>The network or the peer failed; the connection is unusable or was never there.</summary>
public class MqttCommunicationException : Exception
{
    public MqttCommunicationException(Exception innerException)
        : base(innerException?.Message ?? "MQTT communication failed.", innerException)
    {
    }

    public MqttCommunicationException(string message, Exception innerException = null)
        : base(message, innerException)
    {
    }
}
