namespace MQTTnet.Wire;

/// <summary>PUBACK or SUBACK as received; one reason code, or one per topic filter.</summary>
internal sealed class AckPacket
{
    public PacketType Type { get; init; }

    public ushort PacketIdentifier { get; init; }

    public byte[] ReasonCodes { get; set; } = [0];

    public string ReasonString { get; set; }
}
