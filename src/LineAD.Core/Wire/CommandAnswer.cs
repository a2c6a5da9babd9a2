using System.Text.Json;

namespace LineAD.Core.Wire;

/// <summary>
/// Answer to a command, on its response topic: <c>{"ok","command","error","category","view","version","station","mode"}</c>,
/// what does not apply being null.
/// </summary>
public sealed record CommandAnswer
{
    /// <summary>The command answered, for instance <c>model/activate</c>.</summary>
    public required string Command { get; init; }

    /// <summary>Why it was not done; null when it was.</summary>
    public string? Error { get; init; }

    /// <summary>Category concerned.</summary>
    public string? Category { get; init; }

    /// <summary>View concerned.</summary>
    public string? View { get; init; }

    /// <summary>Version that serves now (activate, rollback) or shadows (shadow).</summary>
    public int? Version { get; init; }

    /// <summary>Station concerned.</summary>
    public string? Station { get; init; }

    /// <summary>Mode of the station now.</summary>
    public StationMode? Mode { get; init; }

    /// <summary>A refusal; <paramref name="error"/> names the field, the value and the remedy.</summary>
    public static CommandAnswer Failed(string command, string error) => new() { Command = command, Error = error };

    /// <summary>UTF-8 JSON.</summary>
    public byte[] Write() => JsonBytes.Write(this, static (json, m) => m.WriteTo(json));

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteBoolean("ok"u8, Error is null);
        json.WriteString("command"u8, JsonBytes.Bounded(Command, 64));
        json.WriteString("error"u8, JsonBytes.Bounded(Error, 1024));
        json.WriteString("category"u8, Category);
        json.WriteString("view"u8, View);
        if (Version is { } version)
        {
            json.WriteNumber("version"u8, version);
        }
        else
        {
            json.WriteNull("version"u8);
        }

        json.WriteString("station"u8, Station);
        json.WriteString("mode"u8, Mode?.ToWire());
    }
}
