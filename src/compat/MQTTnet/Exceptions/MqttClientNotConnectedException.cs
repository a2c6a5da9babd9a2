namespace MQTTnet.Exceptions;

/// <summary>A request was made while there is no connection.</summary>
public class MqttClientNotConnectedException : MqttCommunicationException
{
    public MqttClientNotConnectedException()
        : base("The MQTT client is not connected.")
    {
    }
}
