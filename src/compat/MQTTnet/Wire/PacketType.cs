namespace MQTTnet.Wire;

/// <summary>Control packet types: the upper four bits of the first byte (MQTT 5, table 2-1).</summary>
internal enum PacketType : byte
{
    Connect = 1,
    ConnAck = 2,
    Publish = 3,
    PubAck = 4,
    Subscribe = 8,
    SubAck = 9,
    PingReq = 12,
    PingResp = 13,
    Disconnect = 14,
}
