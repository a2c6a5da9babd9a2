using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>Writes the bodies of the packets that a client sends; each returns the first byte of the packet.</summary>
internal static class PacketEncoder
{
    public static byte Connect(PacketWriter writer, MqttClientOptions options, int keepAliveSeconds)
    {
        var v5 = options.ProtocolVersion == MqttProtocolVersion.V500;
        var user = options.Credentials?.GetUserName(options);
        var password = options.Credentials?.GetPassword(options);
        writer.Text("MQTT");
        writer.Byte((byte)options.ProtocolVersion);
        writer.Byte(ConnectFlags(options, user, password));
        writer.UInt16((ushort)keepAliveSeconds);
        if (v5)
        {
            ConnectProperties(writer, options);
        }

        writer.Text(options.ClientId);
        if (!string.IsNullOrEmpty(options.WillTopic))
        {
            Will(writer, options, v5);
        }

        if (user != null)
        {
            writer.Text(user);
        }

        if (password != null)
        {
            writer.Binary(password);
        }

        return (byte)PacketType.Connect << 4;
    }

    public static byte Publish(PacketWriter writer, MqttApplicationMessage message, ushort id, bool v5)
    {
        writer.Text(message.Topic);
        if (message.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce)
        {
            writer.UInt16(id);
        }

        if (v5)
        {
            PublishProperties(writer, message);
        }

        return (byte)(((byte)PacketType.Publish << 4) | ((int)message.QualityOfServiceLevel << 1)
            | (message.Retain ? 1 : 0));
    }

    public static byte Subscribe(PacketWriter writer, MqttClientSubscribeOptions options, ushort id, bool v5)
    {
        writer.UInt16(id);
        if (v5)
        {
            writer.VariableInteger(0);
        }

        foreach (var filter in options.TopicFilters)
        {
            writer.Text(filter.Topic);
            writer.Byte((byte)((int)filter.QualityOfServiceLevel | (filter.NoLocal ? 4 : 0)
                | (filter.RetainAsPublished ? 8 : 0) | ((int)filter.RetainHandling << 4)));
        }

        return ((byte)PacketType.Subscribe << 4) | 2;
    }

    public static byte Disconnect(PacketWriter writer, MqttClientDisconnectOptions options)
    {
        writer.Byte((byte)options.Reason);
        var start = writer.BeginProperties();
        UInt32(writer, PropertyId.SessionExpiryInterval, options.SessionExpiryInterval);
        Text(writer, PropertyId.ReasonString, options.ReasonString);
        writer.EndProperties(start);
        return (byte)PacketType.Disconnect << 4;
    }

    private static byte ConnectFlags(MqttClientOptions options, string user, byte[] password)
    {
        var flags = (options.CleanSession ? 2 : 0) | (user != null ? 128 : 0) | (password != null ? 64 : 0);
        if (!string.IsNullOrEmpty(options.WillTopic))
        {
            flags |= 4 | ((int)options.WillQualityOfServiceLevel << 3) | (options.WillRetain ? 32 : 0);
        }

        return (byte)flags;
    }

    private static void ConnectProperties(PacketWriter writer, MqttClientOptions options)
    {
        var start = writer.BeginProperties();
        UInt32(writer, PropertyId.SessionExpiryInterval, options.SessionExpiryInterval);
        UInt32(writer, PropertyId.MaximumPacketSize, options.MaximumPacketSize);
        if (options.ReceiveMaximum != 0)
        {
            writer.Byte((byte)PropertyId.ReceiveMaximum);
            writer.UInt16(options.ReceiveMaximum);
        }

        writer.EndProperties(start);
    }

    private static void Will(PacketWriter writer, MqttClientOptions options, bool v5)
    {
        if (v5)
        {
            writer.VariableInteger(0);
        }

        writer.Text(options.WillTopic);
        writer.Binary(options.WillPayload);
    }

    private static void PublishProperties(PacketWriter writer, MqttApplicationMessage message)
    {
        var start = writer.BeginProperties();
        UInt32(writer, PropertyId.MessageExpiryInterval, message.MessageExpiryInterval);
        Text(writer, PropertyId.ContentType, message.ContentType);
        Text(writer, PropertyId.ResponseTopic, message.ResponseTopic);
        if (message.CorrelationData != null)
        {
            writer.Byte((byte)PropertyId.CorrelationData);
            writer.Binary(message.CorrelationData);
        }

        UserProperties(writer, message.UserProperties);
        writer.EndProperties(start);
    }

    private static void UInt32(PacketWriter writer, PropertyId id, uint value)
    {
        if (value != 0)
        {
            writer.Byte((byte)id);
            writer.UInt32(value);
        }
    }

    private static void Text(PacketWriter writer, PropertyId id, string value)
    {
        if (value != null)
        {
            writer.Byte((byte)id);
            writer.Text(value);
        }
    }

    private static void UserProperties(PacketWriter writer, List<MqttUserProperty> properties)
    {
        for (var i = 0; i < properties?.Count; i++)
        {
            writer.Byte((byte)PropertyId.UserProperty);
            writer.Text(properties[i].Name);
            writer.Binary(properties[i].ValueBuffer.Span);
        }
    }
}
