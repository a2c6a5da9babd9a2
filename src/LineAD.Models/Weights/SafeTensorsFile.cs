using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace LineAD.Models.Weights;

/// <summary>
/// A safetensors file: u64 length of the header, JSON header, values. The values must lie end to end without gaps or
/// overlaps, as the format's description demands.
/// </summary>
internal sealed class SafeTensorsFile : WeightFile
{
    private const int PrefixBytes = 8;
    private readonly SafeFileHandle _handle;

    private SafeTensorsFile(string path, SafeFileHandle handle, SafeTensorsHeader header)
        : base(path, header.Entries)
    {
        _handle = handle;
        Metadata = header.Metadata;
    }

    /// <summary>Free text of the header's <c>__metadata__</c>.</summary>
    internal IReadOnlyDictionary<string, string> Metadata { get; }

    internal static new SafeTensorsFile Open(string path)
    {
        var handle = File.OpenHandle(path);
        try
        {
            return new SafeTensorsFile(path, handle, ReadHeader(handle));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing) => _handle.Dispose();

    private protected override void ReadCore(WeightEntry entry, Span<byte> destination) =>
        FileBytes.ReadExactly(_handle, destination, entry.Offset);

    private static SafeTensorsHeader ReadHeader(SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        if (length < PrefixBytes + 2)
        {
            throw new WeightFormatException($"{length} bytes are too few for a safetensors or PyTorch file");
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        FileBytes.ReadExactly(handle, prefix, 0);
        var headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerBytes < 2 || headerBytes > SafeTensorsHeader.MaxBytes || (long)headerBytes > length - PrefixBytes)
        {
            throw new WeightFormatException(
                $"it starts with {headerBytes}, which is no header length in a file of {length} bytes");
        }

        var header = new byte[headerBytes];
        FileBytes.ReadExactly(handle, header, PrefixBytes);
        return SafeTensorsHeader.Parse(header, PrefixBytes + (long)headerBytes, length);
    }
}
