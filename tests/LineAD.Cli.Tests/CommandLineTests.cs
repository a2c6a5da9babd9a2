using LineAD.Cli.Commands;

namespace LineAD.Cli.Tests;

public class CommandLineTests
{
    [Fact]
    public void Create_EveryCommandAndOption_IsDescribed()
    {
        foreach (var command in CommandLine.Create().Subcommands)
        {
            command.Description.ShouldNotBeNullOrWhiteSpace(command.Name);
            foreach (var option in command.Options)
            {
                option.Description.ShouldNotBeNullOrWhiteSpace($"{command.Name} {option.Name}");
            }
        }
    }

    [Theory]
    [InlineData("--folds 2", "--folds 2: must be at least 3")]
    [InlineData("--parts 9", "--parts 9: must be at least 10")]
    [InlineData("--port 65536", "--port 65536: must be at most 65535")]
    [InlineData("--patience-s 0", "--patience-s 0: must be at least 1")]
    [InlineData("--transport amqp --line l1 --station s1", "amqp")]
    [InlineData("--transport amqp", "need --line and --station")]
    [InlineData("--line l1", "belong together")]
    [InlineData("--bootstrap b:1", "need --line and --station")]
    public void Commission_OptionThatCannotWork_IsRefusedBeforeAnythingRuns(string options, string problem) =>
        CommandLine.Create().Parse($"commission --category nut --data d {options}").Errors.ShouldContain(e => e.Message.Contains(problem));

    [Theory]
    [InlineData("--transport kafka", "belong together")]
    [InlineData("--bootstrap b:9092", "belong together")]
    [InlineData("--transport amqp --bootstrap b:9092", "amqp")]
    public void Simulate_OptionThatCannotWork_IsRefusedBeforeAnythingRuns(string options, string problem) =>
        CommandLine.Create().Parse($"simulate --data d --line l1 --station s1 {options}").Errors.ShouldContain(e => e.Message.Contains(problem));

    [Fact]
    public async Task Version_RealProcess_IsANumber()
    {
        var (code, output, _) = await LineadProcess.RunAsync("--version");

        code.ShouldBe(0);
        output.ShouldMatch(@"^\d+\.\d+\.\d+");
    }

    [Fact]
    public async Task Unknown_Command_IsRefusedWithHelp()
    {
        var (code, output, error) = await LineadProcess.RunAsync("sreve");

        code.ShouldNotBe(0);
        (output + error).ShouldContain("serve");
    }
}
