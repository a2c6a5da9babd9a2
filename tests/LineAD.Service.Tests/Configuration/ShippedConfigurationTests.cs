using System.Text.Json;
using System.Text.Json.Nodes;
using LineAD.Core.Configuration;
using LineAD.Service.Configuration;
using LineAD.Testing;

namespace LineAD.Service.Tests.Configuration;

/// <summary>Code, file, schema and README say the same about every option.</summary>
public class ShippedConfigurationTests
{
    private static readonly JsonDocumentOptions Comments = new() { CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonNode Schema = JsonNode.Parse(Read("config", "linead.schema.json"))!;

    public static TheoryData<string> Options => [.. Walk(typeof(LineAdOptions), "")];

    [Theory]
    [MemberData(nameof(Options))]
    public void EveryOption_IsInFileSchemaAndReadme(string option)
    {
        var name = option[(option.LastIndexOf('.') + 1)..];
        Read("config", "linead.json").ShouldContain($"\"{name}\":");
        SchemaOf(option).ShouldNotBeNull($"{option} is not in config/linead.schema.json");
        Read("README.md").ShouldContain($"| `{option}` |");
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void EveryDefault_IsTheSameInCodeFileAndSchema(string option)
    {
        var inSchema = SchemaOf(option)!["default"];
        if (inSchema is null && SchemaOf(option)!.AsObject().ContainsKey("default") == false)
        {
            return; // has no default: it must be written
        }

        var expected = JsonSerializer.SerializeToNode(DefaultOf(option));
        JsonNode.DeepEquals(inSchema, expected).ShouldBeTrue($"schema {inSchema} but code {expected}");
        JsonNode.DeepEquals(ValueOf(option), expected).ShouldBeTrue($"file {ValueOf(option)} but code {expected}");
    }

    [Fact]
    public void Schema_Options_AreAllInTheCode()
    {
        var known = Walk(typeof(LineAdOptions), "").ToHashSet();
        foreach (var (name, _) in Schema["properties"]!.AsObject().Where(p => p.Key != "$schema"))
        {
            known.ShouldContain(o => o == name || o.StartsWith(name + ".") || o.StartsWith(name + "[]."), name);
        }

        foreach (var definition in Schema["$defs"]!.AsObject())
        {
            foreach (var (name, _) in definition.Value!["properties"]!.AsObject())
            {
                known.ShouldContain(o => $"{o.Replace("[]", "", StringComparison.Ordinal)}.".Contains($".{name}.", StringComparison.Ordinal), $"{definition.Key}.{name}");
            }
        }
    }

    [Fact]
    public void Schema_ShippedFile_IsValidAndMistakesAreNot()
    {
        var schema = JsonSchema.Load(RepositoryRoot.Combine("config", "linead.schema.json"));
        using var shipped = JsonDocument.Parse(Read("config", "linead.json"), Comments);
        schema.Validate(shipped.RootElement).ShouldBeEmpty();

        foreach (var change in new Action<JsonNode>[]
        {
            n => n["rot"] = 1,
            n => n["mqtt"]!["port"] = "1883",
            n => n["mqtt"]!["tls"] = new JsonObject { ["ca"] = "x" },
            n => n["stations"]![0]!["latePolicy"] = "skip",
            n => n["stations"]![0]!["cameras"] = new JsonArray(),
            n => n["stations"]![0]!.AsObject().Remove("stationId"),
            n => n["models"]!["device"] = "gpu",
        })
        {
            var changed = JsonNode.Parse(shipped.RootElement.GetRawText(), documentOptions: Comments)!;
            change(changed);
            schema.Validate(JsonSerializer.SerializeToElement(changed)).ShouldNotBeEmpty();
        }
    }

    private static string Read(params string[] parts) => File.ReadAllText(RepositoryRoot.Combine(parts));

    private static IEnumerable<string> Walk(Type type, string prefix)
    {
        foreach (var option in OptionProperty.Of(type))
        {
            var element = OptionProperty.ElementOf(option.Type);
            var inner = option.IsSection ? Walk(option.Type, $"{prefix}{option.Name}.")
                : element is not null ? Walk(element, $"{prefix}{option.Name}[].")
                : [$"{prefix}{option.Name}"];
            foreach (var name in inner)
            {
                yield return name;
            }
        }
    }

    private static JsonNode? SchemaOf(string option)
    {
        var node = Schema;
        foreach (var step in option.Split('.'))
        {
            var name = step.Replace("[]", "", StringComparison.Ordinal);
            node = Target(node?["properties"]?[name]);
            node = step.EndsWith(']') ? Target(node?["items"]) : node;
        }

        return node;
    }

    private static JsonNode? Target(JsonNode? node)
    {
        var reference = node?["$ref"] ?? node?["anyOf"]?[1]?["$ref"];
        return reference is null ? node : Schema["$defs"]![reference.GetValue<string>().Split('/')[^1]];
    }

    private static object? DefaultOf(string option)
    {
        object? value = new LineAdOptions
        {
            Mqtt = new MqttOptions { Tls = new TlsOptions() },
            Kafka = new KafkaOptions { Tls = new TlsOptions() },
        };
        foreach (var step in option.Split('.'))
        {
            var name = step.Replace("[]", "", StringComparison.Ordinal);
            var property = OptionProperty.Of(value!.GetType()).First(o => o.Name == name);
            value = step.EndsWith(']')
                ? Activator.CreateInstance(OptionProperty.ElementOf(property.Type)!)
                : property.Property.GetValue(value);
        }

        return value;
    }

    private static JsonNode? ValueOf(string option)
    {
        var node = JsonNode.Parse(Read("config", "linead.json"), documentOptions: Comments);
        foreach (var step in option.Split('.'))
        {
            node = node?[step.Replace("[]", "", StringComparison.Ordinal)];
            node = step.EndsWith(']') ? node?[0] : node;
        }

        return node;
    }
}
