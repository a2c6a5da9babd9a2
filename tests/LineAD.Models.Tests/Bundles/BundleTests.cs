using System.Text.Json;
using System.Text.Json.Nodes;
using LineAD.Core.Errors;
using LineAD.Models.Bundles;
using LineAD.Testing;

namespace LineAD.Models.Tests.Bundles;

public sealed class BundleTests : IDisposable
{
    private readonly TestBundles _bundles = new();

    public void Dispose() => _bundles.Dispose();

    [Fact]
    public void Publish_ThenOpen_GivesTheManifestBack()
    {
        var published = _bundles.Publish("cookie", 1);
        var opened = BundleReader.Open(published.Directory);
        opened.WeightsSha256.ShouldBe(published.WeightsSha256);
        JsonSerializer.Serialize(opened.Manifest).ShouldBe(JsonSerializer.Serialize(published.Manifest));
        Directory.GetFileSystemEntries(Path.GetDirectoryName(published.Directory)!).Length.ShouldBe(1);
        _bundles.Store.Versions("cookie", "main").ShouldBe([1]);
    }

    [Fact]
    public void Publish_ExistingVersion_IsRefusedAndLeavesItAlone()
    {
        var published = _bundles.Publish("cookie", 1);
        Should.Throw<ModelBundleException>(() => _bundles.Publish(
            "cookie", 1, 0.1)).Message.ShouldContain("never replaced");
        BundleReader.Open(published.Directory).WeightsSha256.ShouldBe(published.WeightsSha256);
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("bundle.json")]
    [InlineData("report.json")]
    [InlineData("reference/good-0.raw")]
    [InlineData("SHA256SUMS")]
    public void Open_ChangedOrMissingFile_NamesIt(string file)
    {
        var directory = _bundles.Publish("cookie", 1).Directory;
        var path = Path.Combine(directory, file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        Should.Throw<ModelBundleException>(() => BundleReader.Open(directory));
        File.Delete(path);
        Should.Throw<ModelBundleException>(() => BundleReader.Open(directory)).Message.ShouldContain(file);
    }

    [Fact]
    public void Open_UnlistedFile_IsRefused()
    {
        var directory = _bundles.Publish("cookie", 1).Directory;
        File.WriteAllText(Path.Combine(directory, "extra.txt"), "x");
        Should.Throw<ModelBundleException>(() => BundleReader.Open(directory)).Message.ShouldContain(
            "'extra.txt' is not listed");
    }

    [Theory]
    [InlineData("format", "2")]
    [InlineData("category", "\"A b\"")]
    [InlineData("version", "0")]
    [InlineData("architecture", "\"unet\"")]
    [InlineData("teacher.id", "\"vgg\"")]
    [InlineData("teacher.sha256", "\"00\"")]
    [InlineData("input.width", "60")]
    [InlineData("input.colourOrder", "\"bgr\"")]
    [InlineData("input.mean", "[0, 0, 0]")]
    [InlineData("map.alignCorners", "true")]
    [InlineData("map.topPixels", "0")]
    [InlineData("precision", "\"int8\"")]
    [InlineData("calibration.imageThreshold", "0")]
    [InlineData("referenceTolerance", "1")]
    [InlineData("references", "[]")]
    public void Open_ManifestBreaksARule_NamesTheField(string field, string value)
    {
        var directory = _bundles.Publish("cookie", 1).Directory;
        Edit(directory, field, JsonNode.Parse(value));
        var error = Should.Throw<ModelBundleException>(() => BundleReader.Open(directory));
        error.Message.ShouldContain($"'{field}'");
        error.Message.ShouldContain("bundle.json");

        // The schema knows the same rules, but not the list of networks.
        var byCodeOnly = field is "architecture" or "teacher.id" or "input.mean";
        var violations = JsonSchema.OfMessage("bundle").Validate(
            File.ReadAllBytes(Path.Combine(directory, "bundle.json")));
        violations.Count.ShouldBe(byCodeOnly ? 0 : 1);
    }

    [Theory]
    [InlineData("unknownField", "1")]
    [InlineData("teacher", "null")]
    [InlineData("version", "\"one\"")]
    public void Open_ManifestOfAnotherShape_IsRefused(string field, string value)
    {
        var directory = _bundles.Publish("cookie", 1).Directory;
        Edit(directory, field, JsonNode.Parse(value));
        Should.Throw<ModelBundleException>(() => BundleReader.Open(directory)).Message.ShouldContain("is not valid");
    }

    [Fact]
    public void Active_WrittenThenRead_KeepsThePreviousVersion()
    {
        _bundles.Publish("cookie", 1);
        _bundles.Store.ReadActive("cookie", "main").ShouldBeNull();
        _bundles.Store.WriteActive("cookie", "main", new ActiveVersions(1, null));
        _bundles.Store.ReadActive("cookie", "main").ShouldBe(new ActiveVersions(1, null));
        _bundles.Store.WriteActive("cookie", "main", new ActiveVersions(2, 1));
        _bundles.Store.ReadActive("cookie", "main").ShouldBe(new ActiveVersions(2, 1));
        _bundles.Store.Installed().ShouldBe([("cookie", "main")]);
    }

    [Fact]
    public void Schema_Properties_AreThoseOfTheManifest()
    {
        var schema = JsonNode.Parse(File.ReadAllText(GoldenFiles.PathOf("bundle.schema.json")))!;
        var manifest = JsonSerializer.SerializeToNode(_bundles.Manifest("cookie", 1, 0.5), BundleJson.Options)!;
        Compare(manifest.AsObject(), schema.AsObject(), "bundle");
        JsonSchema.OfMessage("bundle").Validate(JsonSerializer.SerializeToUtf8Bytes(manifest)).ShouldBeEmpty();
    }

    private static void Compare(JsonObject value, JsonObject schema, string at)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return;
        }

        properties.Select(p => p.Key).Order().ShouldBe(value.Select(p => p.Key).Order(), at);
        schema["required"]!.AsArray().Select(n => n!.GetValue<string>()).Order().ShouldBe(
            value.Select(p => p.Key).Order(), at);
        foreach (var (name, child) in value)
        {
            var inner = properties[name]!.AsObject();
            if (child is JsonObject o)
            {
                Compare(o, inner, name);
            }
            else if (child is JsonArray { Count: > 0 } list && list[0] is JsonObject item)
            {
                Compare(item, inner["items"]!.AsObject(), name);
            }
        }
    }

    private static void Edit(string directory, string field, JsonNode? value)
    {
        var path = Path.Combine(directory, "bundle.json");
        var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        var parts = field.Split('.');
        var parent = parts.Length == 1 ? root : root[parts[0]]!.AsObject();
        parent[parts[^1]] = value;
        File.WriteAllText(path, root.ToJsonString());
        File.WriteAllText(Path.Combine(directory, "SHA256SUMS"), Sha256Sums.Of(directory));
    }
}
