using System.Text;
using LineAD.Service.Faults;

namespace LineAD.Service.Tests.Faults;

public sealed class FaultCommandTests
{
    [Theory]
    [InlineData("""{"fault":"scorer-stall","milliseconds":500,"count":2}""")]
    [InlineData("""{"fault":"scorer-exception"}""")]
    [InlineData("""{"fault":"clock-step","milliseconds":-5000}""")]
    [InlineData("""{"fault":"disk-full","milliseconds":2000}""")]
    [InlineData("""{"fault":"slow-outputs","milliseconds":2000,"perSecond":0}""")]
    [InlineData("""{"fault":"none"}""")]
    public void TryParse_Usable_IsTaken(string line)
    {
        FaultCommand.TryParse(Encoding.UTF8.GetBytes(line), out var command, out var problem).ShouldBeTrue(problem);
        command.Fault.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("", "no command")]
    [InlineData("stall", "no command")]
    [InlineData("[]", "no command")]
    [InlineData("null", "not known")]
    [InlineData("{}", "(none given)")]
    [InlineData("""{"fault":"scorer-stahl"}""", "scorer-stahl is not known")]
    [InlineData("""{"fault":"scorer-stall"}""", "milliseconds of scorer-stall is missing. Give 1 to 600000")]
    [InlineData("""{"fault":"scorer-stall","milliseconds":0}""", "milliseconds of scorer-stall is 0")]
    [InlineData("""{"fault":"scorer-stall","milliseconds":"5"}""", "no command")]
    [InlineData("""{"fault":"scorer-stall","millisecond":5}""", "millisecond")]
    [InlineData("""{"fault":"nan-scores","count":0}""", "count of nan-scores is 0")]
    [InlineData("""{"fault":"nan-scores","milliseconds":5}""", "milliseconds has no meaning for nan-scores")]
    [InlineData("""{"fault":"clock-step","milliseconds":86400001}""", "-86400000 to 86400000")]
    public void TryParse_Unusable_SaysWhatToWrite(string line, string problem)
    {
        FaultCommand.TryParse(Encoding.UTF8.GetBytes(line), out _, out var said).ShouldBeFalse();

        said.ShouldContain(problem);
    }
}
