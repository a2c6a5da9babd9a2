using System.CommandLine;
using LineAD.Cli.Commands;
using LineAD.Models;

namespace LineAD.Cli;

internal static class Program
{
    // After SIGTERM a service drains and a training saves: only the supervisor may cut that short.
    private static readonly InvocationConfiguration Invocation = new() { ProcessTerminationTimeout = TimeSpan.FromHours(1) };

    private static Task<int> Main(string[] args)
    {
        NativeEnvironment.Configure();
        return CommandLine.Create().Parse(args).InvokeAsync(Invocation);
    }
}
