using System.Buffers.Binary;
using System.Text;
using MQTTnet.Exceptions;
using MQTTnet.Packets;

namespace MQTTnet.Wire;

/// <summary>Reads the fields of one packet; whatever does not fit is a protocol violation, never an overrun.</summary>
internal ref struct PacketReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest;

    public PacketReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    public readonly int Remaining => _rest.Length;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new MqttProtocolViolationException($"A flag must be 0 or 1, not {other}."),
    };

    public byte[] Binary() => Take(UInt16()).ToArray();

    public byte[] Rest() => Take(_rest.Length).ToArray();

    /// <summary>A text field as its bytes, checked: most user properties are compared and forgotten.</summary>
    public ReadOnlyMemory<byte> Utf8()
    {
        var bytes = Take(UInt16());
        return System.Text.Unicode.Utf8.IsValid(bytes)
            ? bytes.ToArray()
            : throw new MqttProtocolViolationException("A text field is not UTF-8.");
    }

    public string Text()
    {
        var bytes = Take(UInt16());
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new MqttProtocolViolationException("A text field is not UTF-8.");
        }
    }

    public uint VariableInteger()
    {
        var value = 0u;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }

        throw new MqttProtocolViolationException("A variable length integer has more than four bytes.");
    }

    /// <summary>The property list that starts here, as a reader of its own.</summary>
    public PacketReader Properties()
    {
        var length = VariableInteger();
        return length > (uint)_rest.Length
            ? throw new MqttProtocolViolationException("A property list is longer than its packet.")
            : new PacketReader(Take((int)length));
    }

    public PropertyId Property() => (PropertyId)Byte();

    public void UserProperty(ref List<MqttUserProperty> list) =>
        (list ??= new List<MqttUserProperty>(8)).Add(new MqttUserProperty(Text(), Utf8()));

    public void SkipPair()
    {
        Text();
        Text();
    }

    public static MqttProtocolViolationException Unexpected(PropertyId id) =>
        new($"Property {(byte)id} is not allowed in this packet.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new MqttProtocolViolationException("A packet ends inside a field.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
