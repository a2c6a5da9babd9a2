namespace MQTTnet.Exceptions;

/// <summary>An answer did not come in time.</summary>
public sealed class MqttCommunicationTimedOutException : MqttCommunicationException
{
    public MqttCommunicationTimedOutException()
        : base("The operation has timed out.")
    {
    }
}
