using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>A connection ended, or an attempt failed.</summary>
public sealed class MqttClientDisconnectedEventArgs : EventArgs
{
    public MqttClientDisconnectedEventArgs(
        bool clientWasConnected,
        MqttClientConnectResult connectResult,
        MqttClientDisconnectReason reason,
        string reasonString,
        List<MqttUserProperty> userProperties,
        Exception exception)
    {
        ClientWasConnected = clientWasConnected;
        ConnectResult = connectResult;
        Reason = reason;
        ReasonString = reasonString;
        UserProperties = userProperties;
        Exception = exception;
    }

    /// <summary>False when the attempt to connect failed.</summary>
    public bool ClientWasConnected { get; }

    /// <summary>The refusal, when the broker answered; otherwise null.</summary>
    public MqttClientConnectResult ConnectResult { get; }

    public Exception Exception { get; }

    public MqttClientDisconnectReason Reason { get; }

    public string ReasonString { get; }

    public List<MqttUserProperty> UserProperties { get; }
}
