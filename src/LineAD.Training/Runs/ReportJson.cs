using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineAD.Training.Runs;

/// <summary>How reports are written: camelCase, indented, undefined numbers as null.</summary>
public static class ReportJson
{
    /// <summary>Settings for System.Text.Json.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
    };
}
