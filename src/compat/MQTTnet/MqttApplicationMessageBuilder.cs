using System.Buffers;
using System.Text;
using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>Builds a message: QoS 0, not retained, empty payload unless told otherwise.</summary>
public sealed class MqttApplicationMessageBuilder
{
    private readonly MqttApplicationMessage _message = new();

    public MqttApplicationMessageBuilder WithTopic(string topic)
    {
        _message.Topic = topic;
        return this;
    }

    public MqttApplicationMessageBuilder WithPayload(byte[] payload)
    {
        _message.Payload = payload == null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(payload);
        return this;
    }

    public MqttApplicationMessageBuilder WithPayload(ArraySegment<byte> payloadSegment) =>
        WithPayload(new ReadOnlySequence<byte>(payloadSegment));

    public MqttApplicationMessageBuilder WithPayload(ReadOnlySequence<byte> payload)
    {
        _message.Payload = payload;
        return this;
    }

    public MqttApplicationMessageBuilder WithPayload(IEnumerable<byte> payload) =>
        WithPayload(payload as byte[] ?? payload?.ToArray());

    public MqttApplicationMessageBuilder WithPayload(string payload) =>
        WithPayload(string.IsNullOrEmpty(payload) ? null : Encoding.UTF8.GetBytes(payload));

    public MqttApplicationMessageBuilder WithPayload(Stream payload)
    {
        if (payload == null)
        {
            return WithPayload((byte[])null);
        }

        var bytes = new byte[payload.Length - payload.Position];
        var count = payload.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return WithPayload(new ArraySegment<byte>(bytes, 0, count));
    }

    public MqttApplicationMessageBuilder WithPayloadSegment(ArraySegment<byte> payloadSegment) =>
        WithPayload(payloadSegment);

    public MqttApplicationMessageBuilder WithPayloadSegment(ReadOnlyMemory<byte> payloadSegment) =>
        WithPayload(new ReadOnlySequence<byte>(payloadSegment));

    public MqttApplicationMessageBuilder WithQualityOfServiceLevel(MqttQualityOfServiceLevel qualityOfServiceLevel)
    {
        _message.QualityOfServiceLevel = qualityOfServiceLevel;
        return this;
    }

    public MqttApplicationMessageBuilder WithRetainFlag(bool value = true)
    {
        _message.Retain = value;
        return this;
    }

    public MqttApplicationMessageBuilder WithContentType(string contentType)
    {
        _message.ContentType = contentType;
        return this;
    }

    public MqttApplicationMessageBuilder WithCorrelationData(byte[] correlationData)
    {
        _message.CorrelationData = correlationData;
        return this;
    }

    public MqttApplicationMessageBuilder WithResponseTopic(string responseTopic)
    {
        _message.ResponseTopic = responseTopic;
        return this;
    }

    public MqttApplicationMessageBuilder WithMessageExpiryInterval(uint messageExpiryInterval)
    {
        _message.MessageExpiryInterval = messageExpiryInterval;
        return this;
    }

    public MqttApplicationMessageBuilder WithPayloadFormatIndicator(MqttPayloadFormatIndicator payloadFormatIndicator)
    {
        _message.PayloadFormatIndicator = payloadFormatIndicator;
        return this;
    }

    public MqttApplicationMessageBuilder WithUserProperty(string name, string value)
    {
        (_message.UserProperties ??= []).Add(new MqttUserProperty(name, value));
        return this;
    }

    public MqttApplicationMessage Build() => string.IsNullOrEmpty(_message.Topic)
        ? throw new MqttProtocolViolationException("Topic or TopicAlias is not set.")
        : _message;
}
