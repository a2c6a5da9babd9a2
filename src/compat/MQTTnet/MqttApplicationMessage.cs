using System.Buffers;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>A message as published or received; MQTT 3.1.1 carries topic, payload, QoS, retain and dup only.</summary>
public sealed class MqttApplicationMessage
{
    public string ContentType { get; set; }

    public byte[] CorrelationData { get; set; }

    /// <summary>Set by the broker when it sends a QoS 1 or 2 message again; ignored on publish.</summary>
    public bool Dup { get; set; }

    /// <summary>Lifetime in whole seconds; 0 means for ever.</summary>
    public uint MessageExpiryInterval { get; set; }

    public ReadOnlySequence<byte> Payload { get; set; } = ReadOnlySequence<byte>.Empty;

    public MqttQualityOfServiceLevel QualityOfServiceLevel { get; set; }

    public string ResponseTopic { get; set; }

    public bool Retain { get; set; }

    public string Topic { get; set; }

    public List<MqttUserProperty> UserProperties { get; set; }
}
