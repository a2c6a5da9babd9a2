using System.Buffers;
using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>Reads a PUBLISH: its header out of the receive buffer, its payload into one array of its own.</summary>
internal static class PublishDecoder
{
    private const int FirstLook = 2048;

    public static MqttApplicationMessage Read(ReceiveBuffer input, int flags, int length, bool v5, out ushort id)
    {
        var qos = (flags >> 1) & 3;
        if (qos > 1)
        {
            throw new MqttProtocolViolationException($"A message with QoS {qos} came; nothing above 1 was asked for.");
        }

        var headLength = HeadLength(input, length, qos, v5);
        var message = Head(input.Peek(headLength), v5, qos, out id);
        input.Skip(headLength);
        message.QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos;
        message.Dup = (flags & 8) != 0;
        message.Retain = (flags & 1) != 0;
        if (length > headLength)
        {
            var payload = GC.AllocateUninitializedArray<byte>(length - headLength);
            input.ReadExactly(payload);
            message.Payload = new ReadOnlySequence<byte>(payload);
        }

        return message;
    }

    private static int HeadLength(ReceiveBuffer input, int length, int qos, bool v5)
    {
        var look = input.Peek(Math.Min(length, FirstLook));
        var at = 2L + new PacketReader(look).UInt16() + (qos > 0 ? 2 : 0);
        if (v5)
        {
            var needed = (int)Math.Min(length, at + 4);
            look = needed > look.Length ? input.Peek(needed) : look;
            var reader = new PacketReader(at > look.Length ? [] : look[(int)at..]);
            var before = reader.Remaining;
            var properties = reader.VariableInteger();
            at += before - reader.Remaining + properties;
        }

        return at <= length
            ? (int)at
            : throw new MqttProtocolViolationException("The header of a PUBLISH is longer than the packet.");
    }

    private static MqttApplicationMessage Head(ReadOnlySpan<byte> head, bool v5, int qos, out ushort id)
    {
        var reader = new PacketReader(head);
        var message = new MqttApplicationMessage { Topic = reader.Text() };
        if (message.Topic.Length == 0 || message.Topic.AsSpan().ContainsAny('+', '#', '\0'))
        {
            throw new MqttProtocolViolationException("A message came whose topic is empty or has wildcards.");
        }

        id = qos > 0 ? reader.UInt16() : (ushort)0;
        if (qos > 0 && id == 0)
        {
            throw new MqttProtocolViolationException("A QoS 1 message came with packet identifier 0.");
        }

        if (v5)
        {
            Properties(reader.Properties(), message);
        }

        return message;
    }

    private static void Properties(PacketReader properties, MqttApplicationMessage message)
    {
        List<MqttUserProperty> user = null;
        while (properties.Remaining > 0)
        {
            var id = properties.Property();
            switch (id)
            {
                case PropertyId.PayloadFormatIndicator: properties.Byte(); break;
                case PropertyId.MessageExpiryInterval: message.MessageExpiryInterval = properties.UInt32(); break;
                case PropertyId.ContentType: message.ContentType = properties.Text(); break;
                case PropertyId.ResponseTopic: message.ResponseTopic = properties.Text(); break;
                case PropertyId.CorrelationData: message.CorrelationData = properties.Binary(); break;
                case PropertyId.UserProperty: properties.UserProperty(ref user); break;
                default: throw PacketReader.Unexpected(id);
            }
        }

        message.UserProperties = user;
    }
}
