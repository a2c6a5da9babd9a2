using System.Text.Json;
using LineAD.Core.Identity;

namespace LineAD.Core.Wire;

/// <summary>
/// Request of <c>cmd/model/activate</c>, <c>rollback</c> and <c>shadow</c>: <c>{"category","view","version"}</c>.
/// </summary>
public sealed record ModelCommand
{
    /// <summary>Longest message read, bytes.</summary>
    public const int MaxBytes = 1024;

    private static readonly string[] Keys = ["category", "view", "version"];

    /// <summary>Product category.</summary>
    public required string Category { get; init; }

    /// <summary>View; <c>main</c> when absent.</summary>
    public string View { get; init; } = "main";

    /// <summary>Version, 0 to 99999; null when absent, as in a rollback.</summary>
    public int? Version { get; init; }

    /// <summary>
    /// Reads the request of <paramref name="command"/>. Activate needs a version of 1 or more, shadow one of 0 or more,
    /// rollback takes none. Never throws.
    /// </summary>
    public static bool TryParse(
        string command, ReadOnlySpan<byte> utf8, out ModelCommand? request, out string? problem)
    {
        var draft = new Draft();
        problem = utf8.Length > MaxBytes
            ? $"it has {utf8.Length} bytes; a command has at most {MaxBytes}"
            : StrictJson.Read(
                utf8, Keys, allRequired: false, draft, static (ref reader, key, d) => d.Set(ref reader, key));
        problem ??= draft.Check(command);
        request = problem is null
            ? new ModelCommand { Category = draft.Category, View = draft.View, Version = draft.Version }
            : null;
        return problem is null;
    }

    /// <summary>UTF-8 JSON.</summary>
    public byte[] Write() => JsonBytes.Write(this, static (json, m) => m.WriteTo(json), 128);

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("category"u8, Category);
        json.WriteString("view"u8, View);
        if (Version is { } version)
        {
            json.WriteNumber("version"u8, version);
        }
    }

    private sealed class Draft
    {
        private string _category = "";
        private string _view = "main";

        public string Category => _category;

        public string View => _view;

        public int? Version { get; private set; }

        public bool Set(ref Utf8JsonReader reader, int key)
        {
            switch (key)
            {
                case 0:
                    return reader.TryText(Names.MaxCategoryLength, out _category) && Names.IsCategory(_category);
                case 1:
                    return reader.TryText(Names.MaxNameLength, out _view) && Names.IsName(_view);
                default:
                    var ok = reader.TryInteger(0, DecisionLimits.MaxModelVersion, out var version);
                    Version = ok ? (int)version : null;
                    return ok;
            }
        }

        public string? Check(string command) => (command, Version) switch
        {
            _ when Category.Length == 0 => "'category' is missing",
            (CommandNames.ModelActivate, null or 0) => "'version' must be 1 to 99999",
            (CommandNames.ModelShadow, null) => "'version' must be 0 (to end it) to 99999",
            (CommandNames.ModelRollback, not null) => "a rollback takes no 'version': it goes back to the one before",
            _ => null,
        };
    }
}
