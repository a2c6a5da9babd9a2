using System.Text.Json;
using LineAD.Core.Identity;

namespace LineAD.Core.Wire;

/// <summary>
/// Request of <c>cmd/station/category</c>, <c>{"station","category"}</c>, and of <c>cmd/station/mode</c>,
/// <c>{"station","mode"}</c>.
/// </summary>
public sealed record StationCommand
{
    /// <summary>Longest message read, bytes.</summary>
    public const int MaxBytes = 1024;

    private static readonly string[] CategoryKeys = ["station", "category"];
    private static readonly string[] ModeKeys = ["station", "mode"];

    /// <summary>Station of the topic's line.</summary>
    public required string Station { get; init; }

    /// <summary>New category; null in a mode command.</summary>
    public string? Category { get; init; }

    /// <summary>New mode; null in a category command.</summary>
    public StationMode? Mode { get; init; }

    /// <summary>Reads the request of <paramref name="command"/>; both keys must be there. Never throws.</summary>
    public static bool TryParse(
        string command, ReadOnlySpan<byte> utf8, out StationCommand? request, out string? problem)
    {
        var isMode = command == CommandNames.StationMode;
        var draft = new Draft(isMode);
        problem = utf8.Length > MaxBytes
            ? $"it has {utf8.Length} bytes; a command has at most {MaxBytes}"
            : StrictJson.Read(
                utf8,
                isMode ? ModeKeys : CategoryKeys,
                allRequired: true,
                draft,
                static (ref reader, key, d) => d.Set(ref reader, key));
        request = problem is null ? draft.ToCommand() : null;
        return problem is null;
    }

    /// <summary>UTF-8 JSON.</summary>
    public byte[] Write() => JsonBytes.Write(this, static (json, m) => m.WriteTo(json), 128);

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("station"u8, Station);
        if (Category is not null)
        {
            json.WriteString("category"u8, Category);
        }

        if (Mode is { } mode)
        {
            json.WriteString("mode"u8, mode.ToWire());
        }
    }

    private sealed class Draft(bool isMode)
    {
        private string _station = "";
        private string _category = "";
        private StationMode _mode;

        public bool Set(ref Utf8JsonReader reader, int key) => (key, isMode) switch
        {
            (0, _) => reader.TryText(Names.MaxNameLength, out _station) && Names.IsName(_station),
            (_, true) => reader.TryText(16, out var word) && WireNames.TryParseMode(word, out _mode),
            _ => reader.TryText(Names.MaxCategoryLength, out _category) && Names.IsCategory(_category),
        };

        public StationCommand ToCommand() => new()
        {
            Station = _station,
            Category = isMode ? null : _category,
            Mode = isMode ? _mode : null,
        };
    }
}
