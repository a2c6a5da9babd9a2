using MQTTnet.Protocol;

namespace MQTTnet.Packets;

/// <summary>One topic filter of a SUBSCRIBE with its options; the last three need MQTT 5.</summary>
public sealed class MqttTopicFilter
{
    public string Topic { get; set; }

    public MqttQualityOfServiceLevel QualityOfServiceLevel { get; set; }

    public bool NoLocal { get; set; }

    public bool RetainAsPublished { get; set; }

    public MqttRetainHandling RetainHandling { get; set; } = MqttRetainHandling.SendAtSubscribe;
}
