using LineAD.Core.Identity;

namespace LineAD.Storage.Journal;

/// <summary>A station as the journal's tables hold it: <c>line/station</c>, or empty for none.</summary>
internal static class StationText
{
    public static string From(StationKey? station) => station?.ToString() ?? "";

    public static StationKey? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? null : new StationKey(text[..slash], text[(slash + 1)..]);
    }
}
