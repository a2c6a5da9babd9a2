using System.Text;
using System.Text.Json.Nodes;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Core.Tests.Wire;

public class MessageSchemaTests
{
    public static TheoryData<string, string> Messages => new()
    {
        { "decision", Text(DecisionJson.Write(Samples.Decision)) },
        { "state", Text(State.Write()) },
        { "state", Text(StateMessage.Offline("host", 3).Write()) },
        { "trigger", Text(new TriggerMessage { Seq = 5, Part = "a", Category = "c", DeadlineMs = 200 }.Write()) },
        { "audit", Text(Samples.Audit(new Random(1)).Write()) },
        { "dead-letter", Text(DeadLetter(new byte[100_000], 100_000).Write()) },
        { "dead-letter", Text(DeadLetter(new byte[10], 100_000).Write()) },
        { "defects", Text(Samples.Defects(new Random(2)).Write()) },
        { "command-model", Text(new ModelCommand { Category = "hazelnut", Version = 3 }.Write()) },
        { "command-station", Text(new StationCommand { Station = "st2", Mode = StationMode.Bypass }.Write()) },
        { "command-station", Text(new StationCommand { Station = "st2", Category = "nut" }.Write()) },
        { "command-answer", Text(CommandAnswer.Failed("model/activate", "no").Write()) },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Write_Message_MatchesItsSchemaAndMutationsDoNot(string schemaName, string json)
    {
        var schema = JsonSchema.OfMessage(schemaName);
        schema.Validate(Encoding.UTF8.GetBytes(json)).ShouldBeEmpty();

        foreach (var key in JsonNode.Parse(json)!.AsObject().Select(p => p.Key).ToList())
        {
            Mutate(schema, json, o => o[key] = new JsonArray(1, "x")).ShouldNotBeEmpty($"{key} of a wrong type");
            Mutate(schema, json, o => o[key] = -1.00001).ShouldNotBeEmpty($"{key} of a wrong number");
            Mutate(schema, json, o => o.Add("zz" + key, o[key]?.DeepClone())).ShouldNotBeEmpty("an unknown key");
        }
    }

    [Theory]
    [InlineData("decision")]
    [InlineData("state")]
    [InlineData("audit")]
    [InlineData("dead-letter")]
    [InlineData("defects")]
    [InlineData("command-answer")]
    public void Write_MessageWithoutAKey_ViolatesItsSchema(string schemaName)
    {
        var schema = JsonSchema.OfMessage(schemaName);
        var json = Messages.First(m => (string)m[0] == schemaName)[1].ToString() ?? "";
        foreach (var key in JsonNode.Parse(json)!.AsObject().Select(p => p.Key).ToList())
        {
            Mutate(schema, json, o => o.Remove(key)).ShouldNotBeEmpty($"without {key}");
        }
    }

    [Fact]
    public void Write_RandomAuditsAndDefects_MatchTheirSchemas()
    {
        var random = new Random(13);
        var audit = JsonSchema.OfMessage("audit");
        var defects = JsonSchema.OfMessage("defects");
        for (var i = 0; i < 10; i++)
        {
            audit.Validate(Samples.Audit(random).Write()).ShouldBeEmpty();
            defects.Validate(Samples.Defects(random).Write()).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Schemas_AllFiles_HaveAnId()
    {
        var files = Directory.GetFiles(RepositoryRoot.Combine("deploy", "schemas"), "*.json");
        files.Length.ShouldBe(10);
        foreach (var file in files)
        {
            JsonNode.Parse(File.ReadAllText(file))!["$id"]!.GetValue<string>().ShouldBe(Path.GetFileName(file));
        }
    }

    private static StateMessage State { get; } = new()
    {
        State = StationState.Ready,
        Mode = StationMode.Run,
        Category = "hazelnut",
        Model = 3,
        Instance = "host-1",
        Epoch = 12,
        PassPolicies = ["late_policy"],
        Unheard = 4,
        Timestamp = DateTimeOffset.UnixEpoch,
    };

    private static DeadLetterMessage DeadLetter(byte[] payload, long length) => new()
    {
        Reason = "image_undecodable",
        Stage = "decode",
        Origin = "linead/line1/st2/frame/cam1",
        ContentType = "image/svg+xml",
        Length = length,
        Payload = payload,
    };

    private static IReadOnlyList<string> Mutate(JsonSchema schema, string json, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        change(document);
        return schema.Validate(Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
