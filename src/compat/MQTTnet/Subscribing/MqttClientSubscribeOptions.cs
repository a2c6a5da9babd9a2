using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>Content of a SUBSCRIBE.</summary>
public sealed class MqttClientSubscribeOptions
{
    public List<MqttTopicFilter> TopicFilters { get; set; } = new();
}
