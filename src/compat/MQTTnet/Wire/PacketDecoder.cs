using MQTTnet.Exceptions;

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
            ResultCode = v5 ? (MqttClientConnectResultCode)code : FromReturnCode(code),
        };
        if (v5)
        {
            // What the broker leaves out reads 0, as in MQTTnet.
            result.MaximumPacketSize = 0;
            result.ReceiveMaximum = 0;
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
            packet.ReasonCode = (MqttClientDisconnectReason)reader.Byte();
        }

        var properties = reader.Remaining > 0 ? reader.Properties() : default;
        while (properties.Remaining > 0)
        {
            var id = properties.Property();
            switch (id)
            {
                case PropertyId.ReasonString: packet.ReasonString = properties.Text(); break;
                case PropertyId.ServerReference: properties.Text(); break;
                case PropertyId.SessionExpiryInterval: properties.UInt32(); break;
                case PropertyId.UserProperty: properties.SkipPair(); break;
                default: throw PacketReader.Unexpected(id);
            }
        }

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
        while (properties.Remaining > 0)
        {
            var id = properties.Property();
            switch (id)
            {
                case PropertyId.ReasonString: ack.ReasonString = properties.Text(); break;
                case PropertyId.UserProperty: properties.SkipPair(); break;
                default: throw PacketReader.Unexpected(id);
            }
        }
    }

    private static void ConnAckProperties(PacketReader properties, MqttClientConnectResult result)
    {
        while (properties.Remaining > 0)
        {
            var id = properties.Property();
            switch (id)
            {
                case PropertyId.SessionExpiryInterval: properties.UInt32(); break;
                case PropertyId.ReceiveMaximum: result.ReceiveMaximum = properties.UInt16(); break;
                case PropertyId.MaximumPacketSize: result.MaximumPacketSize = properties.UInt32(); break;
                case PropertyId.AssignedClientIdentifier: result.AssignedClientIdentifier = properties.Text(); break;
                case PropertyId.ReasonString: result.ReasonString = properties.Text(); break;
                case PropertyId.ServerKeepAlive: result.ServerKeepAlive = properties.UInt16(); break;
                case PropertyId.TopicAliasMaximum: properties.UInt16(); break;
                case PropertyId.ResponseInformation or PropertyId.ServerReference: properties.Text(); break;
                case PropertyId.MaximumQoS or PropertyId.RetainAvailable or PropertyId.WildcardSubscriptionAvailable
                    or PropertyId.SubscriptionIdentifiersAvailable or PropertyId.SharedSubscriptionAvailable:
                    properties.Byte();
                    break;
                case PropertyId.UserProperty: properties.SkipPair(); break;
                default: throw PacketReader.Unexpected(id);
            }
        }
    }
}
