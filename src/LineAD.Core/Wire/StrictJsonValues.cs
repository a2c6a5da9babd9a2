using System.Text.Json;

namespace LineAD.Core.Wire;

/// <summary>Typed and bounded reads of one JSON value.</summary>
internal static class StrictJsonValues
{
    public static bool TryText(this ref Utf8JsonReader reader, int maxLength, out string text)
    {
        text = reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : "";
        return reader.TokenType == JsonTokenType.String && text.Length <= maxLength;
    }

    public static bool TryInteger(this ref Utf8JsonReader reader, long min, long max, out long value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt64(out value)
            && value >= min
            && value <= max;
    }

    public static bool TryUInt32(this ref Utf8JsonReader reader, out uint value)
    {
        var ok = reader.TryInteger(0, uint.MaxValue, out var wide);
        value = ok ? (uint)wide : 0;
        return ok;
    }

    public static bool TryNumberOrNull(this ref Utf8JsonReader reader, double min, double max, out double? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var number))
        {
            return false;
        }

        value = number;
        return number >= min && number <= max;
    }

    public static bool TryBoolean(this ref Utf8JsonReader reader, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False;
    }
}
