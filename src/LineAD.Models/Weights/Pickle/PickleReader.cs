using System.Buffers.Binary;
using System.Text;

namespace LineAD.Models.Weights.Pickle;

/// <summary>Bounds-checked reads from the bytes of a pickle.</summary>
internal sealed class PickleReader(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding Utf8 = new(false, true);
    private int _position;

    /// <summary>Bytes consumed.</summary>
    internal int Position => _position;

    internal byte Byte() => Take(1)[0];

    internal ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    internal int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    internal double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>Text of a length that is not negative and lies within the file.</summary>
    internal string Text(long length)
    {
        try
        {
            return Utf8.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw new WeightFormatException($"the text at byte {_position} is not UTF-8");
        }
    }

    /// <summary>Text up to a line feed.</summary>
    internal string Line()
    {
        var length = bytes.Span[_position..].IndexOf((byte)'\n');
        var text = Text(length < 0 ? bytes.Length : length);
        _position++;
        return text;
    }

    internal void Skip(long length) => Take(length);

    /// <summary>
    /// A little-endian two's complement number; one longer than 8 bytes becomes 0, state dictionaries have none.
    /// </summary>
    internal long Long(int length)
    {
        var span = Take(length);
        var value = 0L;
        for (var k = 0; k < Math.Min(length, 8); k++)
        {
            value |= (long)span[k] << (8 * k);
        }

        var negative = length is > 0 and < 8 && (span[length - 1] & 0x80) != 0;
        return length > 8 ? 0 : negative ? value | (-1L << (8 * length)) : value;
    }

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > bytes.Length - _position)
        {
            throw new WeightFormatException($"the pickle ends within a value at byte {_position}");
        }

        var span = bytes.Span.Slice(_position, (int)length);
        _position += (int)length;
        return span;
    }
}
