using System.CommandLine;
using LineAD.Cli.Doctor;

namespace LineAD.Cli.Commands;

/// <summary><c>linead doctor</c>: what this machine has, what is missing, what to do.</summary>
internal static class DoctorCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var config = new Option<FileInfo?>("--config") { Description = "Check this configuration and its broker too." };
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        var command = new Command(
            "doctor",
            "Say what this machine has (processor, GPU, libraries, brokers, disk, clock) and what is missing. Exit code 1 when "
            + "something needed is missing.")
        {
            config, json,
        };
        command.SetAction((p, ct) => Guarded.RunAsync(
            () => new DoctorRun(p.GetValue(config)?.FullName, p.GetValue(json), Console.Out).RunAsync(ct)));
        return command;
    }
}
