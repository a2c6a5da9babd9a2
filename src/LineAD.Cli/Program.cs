using LineAD.Cli.Commands;

namespace LineAD.Cli;

internal static class Program
{
    private static Task<int> Main(string[] args) => CommandLine.Create().Parse(args).InvokeAsync();
}
