using System.Buffers.Text;
using System.Text;

namespace LineAD.Core.Wire;

/// <summary>Appends to a fixed span; for messages whose texts never need escaping.</summary>
internal ref struct Utf8Cursor(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(_buffer[_length..]);
        _length += utf8.Length;
    }

    public void Text(string text) => _length += Encoding.UTF8.GetBytes(text, _buffer[_length..]);

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, _buffer[_length..], out var written);
        _length += written;
    }

    public void Digits(long value, int count)
    {
        Utf8Formatter.TryFormat(value, _buffer[_length..], out var written, new('D', (byte)count));
        _length += written;
    }

    public void Hex(ulong value)
    {
        Utf8Formatter.TryFormat(value, _buffer[_length..], out var written, new('x', 16));
        _length += written;
    }
}
