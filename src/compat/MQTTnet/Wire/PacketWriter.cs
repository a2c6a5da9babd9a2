using System.Buffers.Binary;
using System.Text;
using MQTTnet.Exceptions;

namespace MQTTnet.Wire;

/// <summary>
/// Builds one packet after another in one buffer, which belongs to the connection. The fixed header is put in front
/// of the finished body, so nothing is moved.
/// </summary>
internal sealed class PacketWriter
{
    public const int MaximumBody = 268_435_455;
    private const int HeaderRoom = 5;
    private const int KeptSize = 128 * 1024;

    private byte[] _buffer = new byte[1024];
    private int _end;

    public void Begin()
    {
        if (_buffer.Length > KeptSize)
        {
            _buffer = new byte[1024];
        }

        _end = HeaderRoom;
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Binary(ReadOnlySpan<byte> bytes)
    {
        UInt16(Length16(bytes.Length));
        Raw(bytes);
    }

    public void Text(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text ?? string.Empty);
        UInt16(Length16(count));
        Encoding.UTF8.GetBytes(text ?? string.Empty, Take(count));
    }

    public void VariableInteger(uint value)
    {
        Span<byte> encoded = stackalloc byte[4];
        Raw(encoded[..Encode(value, encoded)]);
    }

    /// <summary>Where a property list starts; EndProperties puts its length there.</summary>
    public int BeginProperties() => _end;

    public void EndProperties(int start)
    {
        var length = _end - start;
        Span<byte> encoded = stackalloc byte[4];
        var count = Encode((uint)length, encoded);
        Take(count);
        _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(start + count));
        encoded[..count].CopyTo(_buffer.AsSpan(start));
    }

    /// <summary>The packet, less a payload of the given length that is written separately.</summary>
    public ReadOnlySpan<byte> Finish(byte firstByte, long separatePayload = 0)
    {
        var body = _end - HeaderRoom + separatePayload;
        if (body > MaximumBody)
        {
            throw new MqttProtocolViolationException($"A packet holds at most {MaximumBody} bytes, this one {body}.");
        }

        Span<byte> encoded = stackalloc byte[4];
        var count = Encode((uint)body, encoded);
        var start = HeaderRoom - 1 - count;
        _buffer[start] = firstByte;
        encoded[..count].CopyTo(_buffer.AsSpan(start + 1));
        return _buffer.AsSpan(start, _end - start);
    }

    private static int Encode(uint value, Span<byte> target)
    {
        var count = 0;
        do
        {
            target[count++] = (byte)(value > 127 ? (value & 127) | 128 : value);
            value >>= 7;
        }
        while (value > 0);
        return count;
    }

    private static ushort Length16(int length) => length <= ushort.MaxValue
        ? (ushort)length
        : throw new MqttProtocolViolationException($"A field holds at most 65535 bytes, this one {length}.");

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _end < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _end + count));
        }

        _end += count;
        return _buffer.AsSpan(_end - count, count);
    }
}
