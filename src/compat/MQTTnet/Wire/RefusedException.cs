namespace MQTTnet.Wire;

/// <summary>The broker answered CONNECT with a refusal; carries it to the caller, who sees it as a result.</summary>
internal sealed class RefusedException : Exception
{
    public RefusedException(MqttClientConnectResult result) => Result = result;

    public MqttClientConnectResult Result { get; }
}
