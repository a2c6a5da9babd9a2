using System.Text.Json;

namespace LineAD.Testing;

/// <summary>
/// JSON Schema 2020-12, as much of it as the repository's schemas use. A keyword it does not know is an error, so that no
/// schema can promise what is not checked.
/// </summary>
public sealed class JsonSchema
{
    private readonly JsonElement _root;
    private readonly string _folder;

    private JsonSchema(JsonElement root, string folder)
    {
        _root = root;
        _folder = folder;
    }

    /// <summary>The schema of <c>deploy/schemas/{name}.schema.json</c>.</summary>
    public static JsonSchema OfMessage(string name) =>
        Load(RepositoryRoot.Combine("deploy", "schemas", $"{name}.schema.json"));

    /// <summary>Reads a schema file; comments are not allowed in it.</summary>
    public static JsonSchema Load(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new JsonSchema(document.RootElement.Clone(), Path.GetDirectoryName(path) ?? "");
    }

    /// <summary>Reads a schema from text, for tests of the validator itself.</summary>
    public static JsonSchema Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new JsonSchema(document.RootElement.Clone(), "");
    }

    /// <summary>Every violation, as <c>path: what</c>; empty when <paramref name="utf8"/> is valid.</summary>
    public IReadOnlyList<string> Validate(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return Validate(document.RootElement);
    }

    /// <summary>Every violation in <paramref name="instance"/>.</summary>
    public IReadOnlyList<string> Validate(JsonElement instance)
    {
        var errors = new List<string>();
        new JsonSchemaWalk(_root, Resolve, errors).Check(_root, instance, "$");
        return errors;
    }

    private JsonSchema Resolve(string file) => Load(Path.Combine(_folder, file));
}
