using System.Buffers.Binary;

namespace LineAD.Imaging.Decoding;

/// <summary>The first directory of a TIFF file; every read is bounds-checked.</summary>
internal readonly ref struct TiffDirectory
{
    private const int EntryBytes = 12;
    private const int Short = 3;
    private const int Long = 4;

    private readonly ReadOnlySpan<byte> _file;
    private readonly ReadOnlySpan<byte> _entries;
    private readonly bool _isBigEndian;

    private TiffDirectory(ReadOnlySpan<byte> file, ReadOnlySpan<byte> entries, bool isBigEndian)
    {
        _file = file;
        _entries = entries;
        _isBigEndian = isBigEndian;
    }

    public static bool TryOpen(ReadOnlySpan<byte> file, out TiffDirectory directory)
    {
        directory = default;
        if (file.Length < 10)
        {
            return false;
        }

        var head = new TiffDirectory(file, default, file[0] == (byte)'M');
        var at = head.U32(file[4..]);
        if (at < 8 || at + 2 > file.Length)
        {
            return false;
        }

        var bytes = head.U16(file[(int)at..]) * EntryBytes;
        if (bytes == 0 || at + 2 + bytes > file.Length)
        {
            return false;
        }

        directory = new TiffDirectory(file, file.Slice((int)at + 2, bytes), head._isBigEndian);
        return true;
    }

    /// <summary>Number of values of a tag, 0 without it.</summary>
    public long Count(int tag)
    {
        var entry = Find(tag);
        return entry.IsEmpty ? 0 : U32(entry[4..]);
    }

    public long Get(int tag, long missing) => TryGet(tag, out var value) ? value : missing;

    public bool TryGet(int tag, out long value) => TryGet(tag, 0, out value);

    public bool TryGet(int tag, int index, out long value)
    {
        value = 0;
        var entry = Find(tag);
        if (entry.IsEmpty)
        {
            return false;
        }

        var type = U16(entry[2..]);
        var count = U32(entry[4..]);
        var size = type == Short ? 2 : 4;
        if (type is not Short and not Long || index >= count)
        {
            return false;
        }

        // Values that fit in four bytes stand in the entry itself, the others where it points to.
        var at = (count * size) <= 4 ? 0 : U32(entry[8..]);
        var values = (count * size) <= 4 ? entry[8..] : _file;
        at += (long)index * size;
        if (at + size > values.Length)
        {
            return false;
        }

        value = size == 2 ? U16(values[(int)at..]) : U32(values[(int)at..]);
        return true;
    }

    /// <summary>True when the tag is there and each of its values is the expected one.</summary>
    public bool All(int tag, long expected)
    {
        var n = Count(tag);
        for (var i = 0; i < Math.Min(n, 4); i++)
        {
            if (!TryGet(tag, i, out var value) || value != expected)
            {
                return false;
            }
        }

        return n is > 0 and <= 4;
    }

    private ReadOnlySpan<byte> Find(int tag)
    {
        for (var at = 0; at < _entries.Length; at += EntryBytes)
        {
            if (U16(_entries[at..]) == tag)
            {
                return _entries.Slice(at, EntryBytes);
            }
        }

        return default;
    }

    private int U16(ReadOnlySpan<byte> bytes) => _isBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private long U32(ReadOnlySpan<byte> bytes) => _isBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
