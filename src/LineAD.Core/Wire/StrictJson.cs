using System.Text.Json;

namespace LineAD.Core.Wire;

/// <summary>
/// Reads one flat JSON object against a list of keys: an unknown key, a key given twice, a value of the wrong type or
/// range, and bytes after the object are all refused. Never throws.
/// </summary>
internal static class StrictJson
{
    /// <summary>Sets one field of the target; false when the value has the wrong type or range.</summary>
    internal delegate bool FieldReader<in T>(ref Utf8JsonReader reader, int key, T target);

    /// <summary>Null, or what is wrong.</summary>
    public static string? Read<T>(
        ReadOnlySpan<byte> utf8, string[] keys, bool allRequired, T target, FieldReader<T> read)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            return ReadObject(ref reader, keys, allRequired, target, read);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader's own words for malformed JSON and invalid UTF-8; there is no Try form of it.
            return "it is not valid JSON";
        }
    }

    private static string? ReadObject<T>(
        ref Utf8JsonReader reader, string[] keys, bool allRequired, T target, FieldReader<T> read)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "it is not a JSON object";
        }

        var seen = 0u;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = IndexOf(ref reader, keys);
            if (key < 0)
            {
                return $"it has a key that is not one of {string.Join(", ", keys)}";
            }

            if ((seen & (1u << key)) != 0)
            {
                return $"'{keys[key]}' is there twice";
            }

            seen |= 1u << key;
            if (!reader.Read() || !read(ref reader, key, target))
            {
                return $"'{keys[key]}' has a value of the wrong type or range";
            }
        }

        var missing = allRequired ? Array.FindIndex(keys, k => (seen & (1u << Array.IndexOf(keys, k))) == 0) : -1;
        return reader.Read() ? "there are bytes after the object"
            : missing >= 0 ? $"'{keys[missing]}' is missing"
            : null;
    }

    private static int IndexOf(ref Utf8JsonReader reader, string[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (reader.ValueTextEquals(keys[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
