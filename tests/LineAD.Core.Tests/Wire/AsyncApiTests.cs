using System.Text.Json;
using System.Text.RegularExpressions;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Testing.Wire;

namespace LineAD.Core.Tests.Wire;

/// <summary>deploy/asyncapi.json is an AsyncAPI 3.0 document, and it is about every topic there is.</summary>
public sealed class AsyncApiTests
{
    private static readonly StationKey Station = new("{line}", "{station}");
    private readonly AsyncApi _api = AsyncApi.Load();

    [Fact]
    public void Document_Structure_HasWhatAsyncApi3AsksFor()
    {
        var root = _api.Document;
        root.GetProperty("asyncapi").GetString().ShouldBe("3.0.0");
        root.GetProperty("info").GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        root.GetProperty("info").GetProperty("version").GetString().ShouldBe("1.0.0");
        string[] allowed =
            ["asyncapi", "id", "info", "servers", "defaultContentType", "channels", "operations", "components"];
        root.EnumerateObject().Select(p => p.Name).Except(allowed).ShouldBeEmpty();
        foreach (var server in root.GetProperty("servers").EnumerateObject())
        {
            var names = Variables(server.Value.GetProperty("host").GetString()!);
            names.ShouldBe(server.Value.GetProperty("variables").EnumerateObject().Select(v => v.Name));
            server.Value.GetProperty("protocol").GetString().ShouldBe(server.Name);
        }
    }

    [Fact]
    public void References_All_LeadSomewhere()
    {
        var references = new List<string>();
        Collect(_api.Document, references);

        references.Count.ShouldBeGreaterThan(100);
        foreach (var reference in references.Distinct())
        {
            if (reference.StartsWith('#'))
            {
                using var pointer = JsonDocument.Parse($$"""{"$ref":"{{reference}}"}""");
                Should.NotThrow(() => _api.Resolve(pointer.RootElement), reference);
            }
            else
            {
                File.Exists(Path.Combine(AsyncApi.Folder, reference)).ShouldBeTrue(reference);
            }
        }
    }

    [Fact]
    public void Channels_Each_HasItsParametersAMessageAndAnOperation()
    {
        var operations = _api.Document.GetProperty("operations").EnumerateObject().Select(o => o.Value).ToList();
        var used = operations.Select(o => AsyncApi.Last(o.GetProperty("channel"))).ToList();
        foreach (var channel in _api.Document.GetProperty("channels").EnumerateObject())
        {
            var address = channel.Value.GetProperty("address").GetString();
            var parameters = channel.Value.TryGetProperty("parameters", out var p)
                ? p.EnumerateObject().Select(o => o.Name).ToList()
                : [];
            parameters.ShouldBe(Variables(address ?? ""), channel.Name);
            channel.Value.GetProperty("messages").EnumerateObject().Count().ShouldBe(1, channel.Name);
            (address is null || used.Contains(channel.Name)).ShouldBeTrue(channel.Name);
        }

        foreach (var operation in operations)
        {
            operation.GetProperty("action").GetString().ShouldBeOneOf("send", "receive");
            var channel = AsyncApi.Last(operation.GetProperty("channel"));
            operation.GetProperty("messages")[0].GetProperty("$ref").GetString()!
                .ShouldStartWith($"#/channels/{channel}/messages/");
        }
    }

    [Fact]
    public void Channels_Addresses_AreTheTopicsOfTheProduct()
    {
        var topics = new Topics("{root}");
        string[] commands =
        [
            CommandNames.ModelActivate, CommandNames.ModelRollback, CommandNames.ModelShadow, CommandNames.StationCategory,
            CommandNames.StationMode,
        ];
        string[] mqtt =
        [
            topics.Frame(Station, "{camera}"), topics.Frame(Station, "{camera}", "{part}"), topics.Trigger(Station),
            topics.Decision(Station, false), topics.DecisionBinary(Station, false), topics.Decision(Station, true),
            topics.DecisionBinary(Station, true), topics.Reject(Station), topics.RejectBinary(Station),
            topics.Audit(Station), topics.Mask(Station, "{camera}", "{part}"),
            topics.Defects(Station, "{camera}", "{part}"), topics.State(Station), topics.Heartbeat(Station),
            topics.DeadLetter("{line}"), topics.DeadLetter(null), .. commands.Select(c => topics.Command("{line}", c)),
        ];

        Addresses("mqtt").ShouldBe(mqtt, ignoreOrder: true);
        Addresses("kafka").ShouldBe(new KafkaTopics("{root}").All, ignoreOrder: true);
    }

    [Fact]
    public void Schemas_OfMessages_AreAllInUse()
    {
        var references = new List<string>();
        Collect(_api.Document, references);
        var files = Directory.GetFiles(Path.Combine(AsyncApi.Folder, "schemas")).Select(f => $"schemas/{Path.GetFileName(f)}");

        // The bundle's manifest is a file, no message.
        references.Where(r => !r.StartsWith('#')).Distinct()
            .ShouldBe(files.Where(f => f != "schemas/bundle.schema.json"), ignoreOrder: true);
    }

    [Theory]
    [InlineData("mqtt", "linead/l1/s1/decision", "decision")]
    [InlineData("mqtt", "linead/unknown/dlq", "deadLetterOfUnknown")]
    [InlineData("mqtt", "linead/l1/dlq", "deadLetter")]
    [InlineData("mqtt", "linead/l1/s1/frame/c1/p.1", "frameOfPart")]
    [InlineData("kafka", "linead.simulated.decisions", "simulatedDecisionRecords")]
    [InlineData("kafka", "linead/l1/s1/decision", null)]
    public void Find_Topic_IsItsChannel(string protocol, string topic, string? channel) =>
        _api.Find(protocol, topic).ShouldBe(channel);

    [Fact]
    public void Validate_WrongMessages_AreViolations()
    {
        var decision = DecisionJson.Write(Samples.Decision);
        _api.Validate("decision", decision).ShouldBeEmpty();
        _api.Validate("decision", "{}"u8.ToArray()).ShouldNotBeEmpty();
        _api.Validate("decisionBinary", new byte[31]).ShouldNotBeEmpty();
        _api.Validate("mask", [1, 2, 3, 4]).ShouldNotBeEmpty();
        _api.Validate("decisionRecords", decision, new Dictionary<string, string>()).ShouldNotBeEmpty();
    }

    private IEnumerable<string> Addresses(string protocol) => _api.Channels(protocol, "send")
        .Concat(_api.Channels(protocol, "receive"))
        .Select(c => _api.Document.GetProperty("channels").GetProperty(c).GetProperty("address").GetString()!);

    private static List<string> Variables(string text) => [.. Regex.Matches(text, @"\{(\w+)}").Select(m => m.Groups[1].Value)];

    private static void Collect(JsonElement element, List<string> references)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.Name == "$ref")
                {
                    references.Add(property.Value.GetString()!);
                }

                Collect(property.Value, references);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, references);
            }
        }
    }
}
