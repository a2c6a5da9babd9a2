using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace LineAD.Models.Weights;

/// <summary>
/// Writes safetensors files: entries in the order given, values little-endian, header padded to 8 bytes.
/// </summary>
public static class SafeTensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="entries">Names, types and shapes, each name once.</param>
    /// <param name="values">Called once per entry, in order, to write exactly its bytes.</param>
    /// <param name="metadata">Free text for the header.</param>
    public static void Write(
        Stream stream,
        IReadOnlyList<WeightEntry> entries,
        Action<WeightEntry, Stream> values,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        var header = Header(entries, metadata);
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var entry in entries)
        {
            values(entry, stream);
        }
    }

    private static byte[] Header(IReadOnlyList<WeightEntry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            var offset = 0L;
            foreach (var entry in entries)
            {
                WriteEntry(json, entry, offset);
                offset += entry.ByteLength;
            }

            json.WriteEndObject();
        }

        var padding = (Alignment - (buffer.WrittenCount % Alignment)) % Alignment;
        buffer.GetSpan(Alignment)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, WeightEntry entry, long offset)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", WeightTypes.SafeTensorsName(entry.Type));
        WriteIntegers(json, "shape", entry.Shape);
        WriteIntegers(json, "data_offsets", [offset, offset + entry.ByteLength]);
        json.WriteEndObject();
    }

    private static void WriteIntegers(Utf8JsonWriter json, string name, IReadOnlyList<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
