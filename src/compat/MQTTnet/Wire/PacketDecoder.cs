using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>Reads the bodies of the packets that a broker sends, PUBLISH excepted.</summary>
internal static class PacketDecoder
{
    public static MqttClientConnectResult ConnAck(ReadOnlySpan<byte> body, bool v5)
    {
        var reader = new PacketReader(body);
        var present = reader.Flag();
        var code = reader.Byte();
        var result = new MqttClientConnectResult
        {
            IsSessionPresent = present,
            MaximumQoS = MqttQualityOfServiceLevel.ExactlyOnce,
            RetainAvailable = true,
            WildcardSubscriptionAvailable = true,
            ResultCode = v5 ? (MqttClientConnectResultCode)code : FromReturnCode(code),
        };
        if (v5)
        {
            result.SharedSubscriptionAvailable = true;
            result.SubscriptionIdentifiersAvailable = true;
            ConnAckProperties(reader.Properties(), result);
        }

        return result;
    }

    public static AckPacket Ack(PacketType type, ReadOnlySpan<byte> body, bool v5)
    {
        var reader = new PacketReader(body);
        var ack = new AckPacket { Type = type, PacketIdentifier = reader.UInt16() };
        if (type == PacketType.SubAck)
        {
            if (v5)
            {
                AckProperties(reader.Properties(), ack);
            }

            ack.ReasonCodes = reader.Rest();
        }
        else if (reader.Remaining > 0)
        {
            ack.ReasonCodes = [reader.Byte()];
            if (reader.Remaining > 0)
            {
                AckProperties(reader.Properties(), ack);
            }
        }

        return ack;
    }

    public static DisconnectPacket Disconnect(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader(body);
        var packet = new DisconnectPacket();
        if (reader.Remaining > 0)
        {
            packet.ReasonCode = (MqttDisconnectReasonCode)reader.Byte();
        }

        var properties = reader.Remaining > 0 ? reader.Properties() : default;
        List<MqttUserProperty> user = null;
        while (properties.Remaining > 0)
        {
            var id = properties.Property();
            switch (id)
            {
                case PropertyId.ReasonString: packet.ReasonString = properties.Text(); break;
                case PropertyId.ServerReference: packet.ServerReference = properties.Text(); break;
                case PropertyId.SessionExpiryInterval: packet.SessionExpiryInterval = properties.UInt32(); break;
                case PropertyId.UserProperty: properties.UserProperty(ref user); break;
                default: throw PacketReader.Unexpected(id);
            }
        }

        packet.UserProperties = user;
        return packet;
    }

    private static MqttClientConnectResultCode FromReturnCode(byte code) => code switch
    {
        0 => MqttClientConnectResultCode.Success,
        1 => MqttClientConnectResultCode.UnsupportedProtocolVersion,
        2 => MqttClientConnectResultCode.ClientIdentifierNotValid,
        3 => MqttClientConnectResultCode.ServerUnavailable,
        4 => MqttClientConnectResultCode.BadUserNameOrPassword,
        5 => MqttClientConnectResultCode.NotAuthorized,
        _ => throw new MqttProtocolViolationException("Received unexpected return code."),
    };

    private static void AckProperties(PacketReader properties, AckPacket ack)
    {
        List<MqttUserProperty> user = null;
        while (properties.Remaining > 0)
        {
            var id = properties.Property();
            switch (id)
            {
                case PropertyId.ReasonString: ack.ReasonString = properties.Text(); break;
                case PropertyId.UserProperty: properties.UserProperty(ref user); break;
                default: throw PacketReader.Unexpected(id);
            }
        }

        ack.UserProperties = user;
    }

    private static void ConnAckProperties(PacketReader properties, MqttClientConnectResult result)
    {
        List<MqttUserProperty> user = null;
        while (properties.Remaining > 0)
        {
            var id = properties.Property();
            switch (id)
            {
                case PropertyId.SessionExpiryInterval: result.SessionExpiryInterval = properties.UInt32(); break;
                case PropertyId.ReceiveMaximum: result.ReceiveMaximum = properties.UInt16(); break;
                case PropertyId.MaximumQoS: result.MaximumQoS = (MqttQualityOfServiceLevel)properties.Byte(); break;
                case PropertyId.RetainAvailable: result.RetainAvailable = properties.Flag(); break;
                case PropertyId.MaximumPacketSize: result.MaximumPacketSize = properties.UInt32(); break;
                case PropertyId.AssignedClientIdentifier: result.AssignedClientIdentifier = properties.Text(); break;
                case PropertyId.TopicAliasMaximum: result.TopicAliasMaximum = properties.UInt16(); break;
                case PropertyId.ReasonString: result.ReasonString = properties.Text(); break;
                case PropertyId.UserProperty: properties.UserProperty(ref user); break;
                case PropertyId.WildcardSubscriptionAvailable:
                    result.WildcardSubscriptionAvailable = properties.Flag();
                    break;
                case PropertyId.SubscriptionIdentifiersAvailable:
                    result.SubscriptionIdentifiersAvailable = properties.Flag();
                    break;
                case PropertyId.SharedSubscriptionAvailable:
                    result.SharedSubscriptionAvailable = properties.Flag();
                    break;
                case PropertyId.ServerKeepAlive: result.ServerKeepAlive = properties.UInt16(); break;
                case PropertyId.ResponseInformation: result.ResponseInformation = properties.Text(); break;
                case PropertyId.ServerReference: result.ServerReference = properties.Text(); break;
                default: throw PacketReader.Unexpected(id);
            }
        }

        result.UserProperties = user;
    }
}
