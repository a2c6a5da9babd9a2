using System.Text.Json;

namespace LineAD.Architecture.Tests;

public sealed class JsonFileTests
{
    [Fact]
    public void Schemas_EveryFile_ParsesAndNamesItsDialect()
    {
        var schemas = Checkout.Files("deploy/schemas", ".json");

        schemas.ShouldNotBeEmpty("every JSON message has a schema in deploy/schemas");
        foreach (var schema in schemas)
        {
            using var document = JsonDocument.Parse(Checkout.Read(schema));
            document.RootElement.TryGetProperty("$schema", out _).ShouldBeTrue($"{schema} names no $schema");
            document.RootElement.TryGetProperty("title", out _).ShouldBeTrue($"{schema} has no title");
        }
    }

    [Fact]
    public void Configuration_EveryFile_Parses()
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        foreach (var file in Checkout.Files("config", ".json"))
        {
            Should.NotThrow(() => JsonDocument.Parse(Checkout.Read(file), options).Dispose(), file);
        }
    }
}
