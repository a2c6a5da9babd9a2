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
