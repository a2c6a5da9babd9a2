namespace MQTTnet.Wire;

/// <summary>
/// Reads ahead in large pieces, hands out contiguous bytes, and reads big payloads straight into their array.
/// The end of the stream is an EndOfStreamException.
/// </summary>
internal sealed class ReceiveBuffer
{
    private const int NormalSize = 32 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = new byte[NormalSize];
    private int _start;
    private int _end;

    public ReceiveBuffer(Stream stream) => _stream = stream;

    /// <summary>The next count bytes, without consuming them; valid until the next call.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_end - _start < count)
        {
            MakeRoom(count);
            do
            {
                _end += Read(_buffer.AsSpan(_end));
            }
            while (_end - _start < count);
        }

        return _buffer.AsSpan(_start, count);
    }

    /// <summary>When bytes came last, by <see cref="Environment.TickCount64"/>.</summary>
    public long LastReadAt { get; private set; } = Environment.TickCount64;

    public void Skip(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
            _buffer = _buffer.Length > NormalSize ? new byte[NormalSize] : _buffer;
        }
    }

    public void ReadExactly(Span<byte> target)
    {
        var buffered = Math.Min(target.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(target);
        Skip(buffered);
        for (var rest = target[buffered..]; rest.Length > 0;)
        {
            rest = rest[Read(rest)..];
        }
    }

    private int Read(Span<byte> target)
    {
        var count = _stream.Read(target);
        LastReadAt = Environment.TickCount64;
        return count > 0 ? count : throw new EndOfStreamException("The broker closed the connection.");
    }

    private void MakeRoom(int count)
    {
        if (_buffer.Length - _start >= count)
        {
            return;
        }

        var held = _buffer.AsSpan(_start, _end - _start);
        var target = count > _buffer.Length ? new byte[count] : _buffer;
        held.CopyTo(target);
        _buffer = target;
        _end -= _start;
        _start = 0;
    }
}
