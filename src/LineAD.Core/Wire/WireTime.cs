using System.Globalization;

namespace LineAD.Core.Wire;

/// <summary>Times and ids as text: <c>2026-01-31T12:34:56.789Z</c> and 16 lower-case hex digits.</summary>
public static class WireTime
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>UTC with milliseconds (cut, not rounded, as in the binary form), 24 characters.</summary>
    public static string Format(DateTimeOffset timestamp) =>
        DateTimeOffset.FromUnixTimeMilliseconds(DecisionLimits.UnixMs(timestamp))
            .ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Format"/> writes, and nothing else.</summary>
    public static bool TryParse(string text, out DateTimeOffset timestamp) =>
        DateTimeOffset.TryParseExact(
            text,
            Pattern,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out timestamp);

    /// <summary>A decision id as it is written.</summary>
    public static string FormatId(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads 16 lower-case hex digits.</summary>
    public static bool TryParseId(string text, out ulong id)
    {
        id = 0;
        return text.Length == 16
            && text.All(c => char.IsAsciiHexDigitLower(c))
            && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }
}
