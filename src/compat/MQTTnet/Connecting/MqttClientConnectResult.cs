using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>What the broker said in CONNACK; a refusal is a result, not an exception.</summary>
public sealed class MqttClientConnectResult
{
    public string AssignedClientIdentifier { get; internal set; }

    /// <summary>The broker kept this client's session: subscriptions stand and its backlog follows.</summary>
    public bool IsSessionPresent { get; internal set; }

    public uint? MaximumPacketSize { get; internal set; }

    public MqttQualityOfServiceLevel MaximumQoS { get; internal set; }

    public string ReasonString { get; internal set; }

    public ushort? ReceiveMaximum { get; internal set; }

    public string ResponseInformation { get; internal set; }

    public MqttClientConnectResultCode ResultCode { get; internal set; }

    public bool RetainAvailable { get; internal set; }

    public ushort ServerKeepAlive { get; internal set; }

    public string ServerReference { get; internal set; }

    public uint? SessionExpiryInterval { get; internal set; }

    public bool SharedSubscriptionAvailable { get; internal set; }

    public bool SubscriptionIdentifiersAvailable { get; internal set; }

    public ushort TopicAliasMaximum { get; internal set; }

    public List<MqttUserProperty> UserProperties { get; internal set; }

    public bool WildcardSubscriptionAvailable { get; internal set; }
}
