using System.Buffers;
using System.Text.Json;

namespace LineAD.Core.Wire;

/// <summary>Writes one JSON document to an array of its own.</summary>
internal static class JsonBytes
{
    public static byte[] Write<T>(T message, Action<Utf8JsonWriter, T> write, int sizeHint = 512)
    {
        var buffer = new ArrayBufferWriter<byte>(sizeHint);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json, message);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void ScoreOrNull(this Utf8JsonWriter json, ReadOnlySpan<byte> name, double? score)
    {
        if (FixedScore.From(score) is { } tenThousandths)
        {
            json.WriteNumber(name, tenThousandths / 10_000m);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>At most <paramref name="maxLength"/> UTF-16 units of a text that came from outside.</summary>
    public static string? Bounded(string? text, int maxLength) =>
        text is null || text.Length <= maxLength ? text : text[..maxLength];
}
