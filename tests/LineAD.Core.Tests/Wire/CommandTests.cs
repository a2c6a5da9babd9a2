using System.Text;
using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

public class CommandTests
{
    [Theory]
    [InlineData("model/activate", """{"category":"nut","version":3}""", null)]
    [InlineData("model/activate", """{"category":"nut","view":"top","version":3}""", null)]
    [InlineData("model/activate", """{"category":"nut"}""", "'version'")]
    [InlineData("model/activate", """{"category":"nut","version":0}""", "'version'")]
    [InlineData("model/activate", """{"version":1}""", "'category'")]
    [InlineData("model/activate", """{"category":"nut","version":1,"force":true}""", "key")]
    [InlineData("model/rollback", """{"category":"nut"}""", null)]
    [InlineData("model/rollback", """{"category":"nut","version":1}""", "rollback")]
    [InlineData("model/shadow", """{"category":"nut","version":0}""", null)]
    [InlineData("model/shadow", """{"category":"nut"}""", "'version'")]
    [InlineData("model/shadow", """{"category":"nut","version":100000}""", "'version'")]
    public void ModelCommand_TryParse_AcceptsOrSaysWhy(string command, string json, string? expected)
    {
        var ok = ModelCommand.TryParse(command, Encoding.UTF8.GetBytes(json), out var request, out var problem);

        ok.ShouldBe(expected is null);
        (request is null).ShouldBe(!ok);
        (problem ?? "").ShouldContain(expected ?? "");
    }

    [Theory]
    [InlineData("station/mode", """{"station":"st2","mode":"bypass"}""", null)]
    [InlineData("station/mode", """{"station":"st2","mode":"stop"}""", "'mode'")]
    [InlineData("station/mode", """{"station":"st2"}""", "'mode'")]
    [InlineData("station/mode", """{"station":"st2","category":"nut"}""", "key")]
    [InlineData("station/category", """{"station":"st2","category":"nut"}""", null)]
    [InlineData("station/category", """{"station":"cmd","category":"nut"}""", "'station'")]
    public void StationCommand_TryParse_AcceptsOrSaysWhy(string command, string json, string? expected)
    {
        var ok = StationCommand.TryParse(command, Encoding.UTF8.GetBytes(json), out _, out var problem);

        ok.ShouldBe(expected is null);
        (problem ?? "").ShouldContain(expected ?? "");
    }

    [Fact]
    public void CommandAnswer_Write_SaysOkOnlyWithoutError()
    {
        Encoding.UTF8.GetString(new CommandAnswer { Command = "model/activate", Version = 3 }.Write())
            .ShouldStartWith("{\"ok\":true,\"command\":\"model/activate\",\"error\":null");
        Encoding.UTF8.GetString(CommandAnswer.Failed("x", "why").Write()).ShouldStartWith("{\"ok\":false");
    }
}
