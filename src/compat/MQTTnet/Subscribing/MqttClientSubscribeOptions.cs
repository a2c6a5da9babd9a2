using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>Content of a SUBSCRIBE.</summary>
public sealed class MqttClientSubscribeOptions
{
    public uint SubscriptionIdentifier { get; set; }

    public List<MqttTopicFilter> TopicFilters { get; set; } = new();

    public List<MqttUserProperty> UserProperties { get; set; }
}
