using System.Text;
using System.Text.Json;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Commands;

public sealed class StationCommandsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("linead-commands").FullName;

    [Fact]
    public void Execute_Mode_ChangedAndKeptOverARestart()
    {
        using (var rig = new PipelineRig(dataDirectory: _directory).Start())
        {
            Execute(rig, "station/mode", """{"station":"s1","mode":"commission"}""").Ok.ShouldBeTrue();
            Execute(rig, "station/category", """{"station":"s1","category":"nut"}""").Ok.ShouldBeTrue();
        }

        using var again = new PipelineRig(dataDirectory: _directory);
        again.Models.Set("nut", "main", 3, again.Group);
        again.Start();
        Eventually.True(() => again.Sink.States.Count > 0);
        again.Sink.States[0].Mode.ShouldBe(Core.Wire.StationMode.Commission);
        again.Sink.States[0].Category.ShouldBe("nut");
        again.Sink.States[0].Model.ShouldBe(3);
    }

    [Fact]
    public void Execute_StateCannotBeWritten_NothingChanges()
    {
        using var rig = new PipelineRig(dataDirectory: _directory).Start();
        Directory.CreateDirectory(Path.Combine(_directory, "stations.json.new"));
        var answer = Execute(rig, "station/mode", """{"station":"s1","mode":"bypass"}""");
        answer.Ok.ShouldBeFalse();
        answer.Error!.ShouldContain("stations.json");
        rig.Offer("0.1");
        rig.Decision();
    }

    [Fact]
    public void Start_StateFileDamaged_ConfigurationHolds()
    {
        File.WriteAllText(Path.Combine(_directory, "stations.json"), "{ no json");
        using var rig = new PipelineRig(dataDirectory: _directory).Start();
        rig.Offer("0.1");
        rig.Decision();
    }

    [Theory]
    [InlineData("station/mode", """{"station":"s9","mode":"run"}""", "s9")]
    [InlineData("station/mode", """{"station":"s1"}""", "mode")]
    [InlineData("station/mode", "no json", "JSON")]
    [InlineData("model/activate", """{"category":"nut","version":3}""", "nut")]
    [InlineData("model/rollback", """{"category":"bolt"}""", "roll back")]
    [InlineData("model/shadow", """{"category":"nut","version":2}""", "nut")]
    [InlineData("model/explode", "{}", "explode")]
    public void Execute_BadOrImpossible_AnswerSaysWhy(string command, string payload, string word)
    {
        using var rig = new PipelineRig().Start();
        var answer = Execute(rig, command, payload);
        answer.Ok.ShouldBeFalse();
        answer.Error!.ShouldContain(word);
    }

    [Fact]
    public void Execute_Activate_NewVersionServes()
    {
        using var rig = new PipelineRig().Start();
        Execute(rig, "model/activate", """{"category":"bolt","version":9}""").Ok.ShouldBeTrue();
        rig.Offer("0.1");
        rig.Decision().ModelVersion.ShouldBe(9);
    }

    public void Dispose() => Directory.Delete(_directory, true);

    private static (bool Ok, string? Error) Execute(PipelineRig rig, string command, string payload)
    {
        var answer = rig.Pipeline.Commands.ExecuteAsync(
            "l1", command, Encoding.UTF8.GetBytes(payload), CancellationToken.None).GetAwaiter().GetResult();
        using var json = JsonDocument.Parse(answer);
        return (json.RootElement.GetProperty("ok").GetBoolean(), json.RootElement.GetProperty("error").GetString());
    }
}
