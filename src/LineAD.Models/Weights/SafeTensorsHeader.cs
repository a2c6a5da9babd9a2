using System.Text.Json;

namespace LineAD.Models.Weights;

/// <summary>The parsed and verified header of a safetensors file.</summary>
internal sealed record SafeTensorsHeader(
    IReadOnlyDictionary<string, WeightEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Longest header accepted, bytes; the largest teacher needs 30 KiB.</summary>
    internal const int MaxBytes = 16 * 1024 * 1024;

    private const string MetadataKey = "__metadata__";
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>
    /// Parses <paramref name="json"/>; values fill the file from <paramref name="start"/> to its end.
    /// </summary>
    internal static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, long start, long fileLength)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Json);
            return Read(document.RootElement, start, fileLength);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new WeightFormatException($"the safetensors header is not valid ({e.Message})");
        }
    }

    private static SafeTensorsHeader Read(JsonElement root, long start, long fileLength)
    {
        var entries = new Dictionary<string, WeightEntry>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                ReadMetadata(property.Value, metadata);
            }
            else
            {
                entries.Add(property.Name, ReadEntry(property.Name, property.Value, start));
            }
        }

        CheckLayout(entries.Values, start, fileLength);
        return new SafeTensorsHeader(entries, metadata);
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        foreach (var item in element.EnumerateObject())
        {
            metadata[item.Name] = item.Value.GetString() ?? string.Empty;
        }
    }

    private static WeightEntry ReadEntry(string name, JsonElement element, long start)
    {
        var typeName = Field(name, element, "dtype").GetString();
        if (!WeightTypes.TryParse(typeName, out var type))
        {
            throw new WeightFormatException($"'{name}' has the element type '{typeName}', which is not supported");
        }

        var shape = Integers(Field(name, element, "shape"));
        var offsets = Integers(Field(name, element, "data_offsets"));
        var elements = WeightShape.Elements(name, shape);
        var bytes = elements * WeightTypes.SizeOf(type);
        if (offsets is not [var from, var to] || from < 0 || to < from || to - from != bytes)
        {
            throw new WeightFormatException(
                $"'{name}' has offsets [{string.Join(", ", offsets)}], its shape needs {bytes} bytes");
        }

        return new WeightEntry(name, type, shape, elements) { Offset = checked(start + from) };
    }

    private static JsonElement Field(string name, JsonElement element, string field) =>
        element.TryGetProperty(field, out var value)
            ? value
            : throw new WeightFormatException($"'{name}' has no '{field}'");

    private static long[] Integers(JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetInt64())];

    private static void CheckLayout(IEnumerable<WeightEntry> entries, long start, long fileLength)
    {
        var position = start;
        foreach (var entry in entries.OrderBy(e => e.Offset).ThenBy(e => e.ByteLength))
        {
            if (entry.Offset != position)
            {
                var what = entry.Offset < position ? "overlaps the tensor before it" : "leaves a gap before it";
                throw new WeightFormatException($"'{entry.Name}' {what}");
            }

            position += entry.ByteLength;
        }

        if (position != fileLength)
        {
            throw new WeightFormatException($"its tensors end at byte {position}, the file at {fileLength}");
        }
    }
}
