namespace MQTTnet.Wire;

/// <summary>Who a connection reports to, from its own thread.</summary>
internal interface IConnectionOwner
{
    void OnMessage(MqttConnection connection, MqttApplicationMessage message, ushort packetIdentifier);

    void OnEnded(MqttConnection connection);

    void OnOddity(string message, Exception exception);
}
