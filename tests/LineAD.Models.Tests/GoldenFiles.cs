using System.Text.Json;

namespace LineAD.Models.Tests;

/// <summary>Files that tests/golden/make_models.py made.</summary>
internal static class GoldenFiles
{
    internal static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "golden");

    internal static string PathOf(string name) => Path.Combine(Folder, name);

    internal static JsonElement Networks { get; } =
        JsonDocument.Parse(File.ReadAllBytes(PathOf("networks.json"))).RootElement;
}
