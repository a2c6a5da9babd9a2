using System.Globalization;
using System.Text.Json;

namespace LineAD.Service.Configuration;

/// <summary>Single values of options: from JSON, and from the texts of environment and command line.</summary>
internal static class OptionValue
{
    /// <summary>Reads a JSON value of exactly the option's type.</summary>
    public static bool TryRead(JsonElement json, Type type, out object? value)
    {
        value = null;
        var kind = json.ValueKind;
        if (type == typeof(string) && kind == JsonValueKind.String)
        {
            value = json.GetString();
        }
        else if (type == typeof(bool) && kind is JsonValueKind.True or JsonValueKind.False)
        {
            value = kind == JsonValueKind.True;
        }
        else if (IsNumber(type) && kind == JsonValueKind.Number)
        {
            return TryParse(json.GetRawText(), type, out value);
        }

        return value is not null;
    }

    /// <summary>Reads a text as the option's type.</summary>
    public static bool TryParse(string text, Type type, out object? value)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        var culture = CultureInfo.InvariantCulture;
        value = type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(bool) => bool.TryParse(text, out var b) ? b : null,
            _ when type == typeof(int) => int.TryParse(text, Whole, culture, out var i) ? i : null,
            _ when type == typeof(uint) => uint.TryParse(text, Whole, culture, out var u) ? u : null,
            _ when type == typeof(long) => long.TryParse(text, Whole, culture, out var l) ? l : null,
            _ => double.TryParse(text, NumberStyles.Float, culture, out var d) && double.IsFinite(d) ? d : null,
        };
        return value is not null;
    }

    /// <summary>What a person should write.</summary>
    public static string Describe(Type type) => type switch
    {
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(uint) => "a whole number from 0 to 4294967295",
        _ when type == typeof(int) => "a whole number within ±2147483647",
        _ => "a whole number",
    };

    private static bool IsNumber(Type type) =>
        type == typeof(int) || type == typeof(uint) || type == typeof(long) || type == typeof(double);
}
