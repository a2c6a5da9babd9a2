using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace MQTTnet.Wire;

/// <summary>Refuses what the protocol version cannot carry, and topics that are none.</summary>
internal static class FeatureGuard
{
    public static void Check(MqttClientOptions options)
    {
        if (options.ProtocolVersion != MqttProtocolVersion.V500)
        {
            Refuse(options.ReceiveMaximum > 0, nameof(options.ReceiveMaximum));
            Refuse(options.MaximumPacketSize > 0, nameof(options.MaximumPacketSize));
        }
    }

    public static void Check(MqttApplicationMessage message, MqttProtocolVersion version)
    {
        if (version != MqttProtocolVersion.V500)
        {
            Refuse(message.ContentType?.Length > 0, nameof(message.ContentType));
            Refuse(message.UserProperties?.Count > 0, nameof(message.UserProperties));
            Refuse(message.CorrelationData?.Length > 0, nameof(message.CorrelationData));
            Refuse(message.ResponseTopic?.Length > 0, nameof(message.ResponseTopic));
        }
    }

    public static void Check(MqttClientSubscribeOptions options, MqttProtocolVersion version)
    {
        if (version != MqttProtocolVersion.V500)
        {
            Refuse(options.TopicFilters.Any(f => f.NoLocal), nameof(MqttTopicFilter.NoLocal));
            Refuse(options.TopicFilters.Any(f => f.RetainAsPublished), nameof(MqttTopicFilter.RetainAsPublished));
            Refuse(options.TopicFilters.Any(f => f.RetainHandling != 0), nameof(MqttTopicFilter.RetainHandling));
        }
    }

    public static void Check(MqttClientDisconnectOptions options, MqttProtocolVersion version)
    {
        if (version != MqttProtocolVersion.V500)
        {
            Refuse(options.ReasonString?.Length > 0, nameof(options.ReasonString));
            Refuse(options.Reason != 0, nameof(options.Reason));
        }
    }

    public static void CheckTopic(string topic)
    {
        if (string.IsNullOrEmpty(topic))
        {
            throw new MqttProtocolViolationException("Topic should not be empty.");
        }

        if (topic.AsSpan().ContainsAny('+', '#'))
        {
            throw new MqttProtocolViolationException("The characters '+' and '#' are not allowed in topics.");
        }
    }

    public static void CheckFilter(string filter)
    {
        if (string.IsNullOrEmpty(filter))
        {
            throw new MqttProtocolViolationException("Topic should not be empty.");
        }

        var hash = filter.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0 && hash != filter.Length - 1)
        {
            throw new MqttProtocolViolationException("The character '#' is only allowed as last character");
        }
    }

    private static void Refuse(bool isSet, string feature)
    {
        if (isSet)
        {
            throw new NotSupportedException($"Feature {feature} requires MQTT version 5.0.0.");
        }
    }
}
