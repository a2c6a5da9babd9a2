namespace MQTTnet;

/// <summary>What the broker said in CONNACK; a refusal is a result, not an exception.</summary>
public sealed class MqttClientConnectResult
{
    public string AssignedClientIdentifier { get; internal set; }

    /// <summary>The broker kept this client's session: subscriptions stand and its backlog follows.</summary>
    public bool IsSessionPresent { get; internal set; }

    public uint? MaximumPacketSize { get; internal set; }

    public string ReasonString { get; internal set; }

    public ushort? ReceiveMaximum { get; internal set; }

    public MqttClientConnectResultCode ResultCode { get; internal set; }

    public ushort ServerKeepAlive { get; internal set; }
}
