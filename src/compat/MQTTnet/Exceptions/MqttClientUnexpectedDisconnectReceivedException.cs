namespace MQTTnet.Exceptions;

/// <summary>The broker sent DISCONNECT while a request waited for its answer.</summary>
public sealed class MqttClientUnexpectedDisconnectReceivedException : MqttCommunicationException
{
    internal MqttClientUnexpectedDisconnectReceivedException(MqttClientDisconnectReason reason, Exception inner)
        : base($"Unexpected DISCONNECT (Reason code={reason}) received.", inner)
    {
    }
}
