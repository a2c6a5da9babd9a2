using System.CommandLine;
using LineAD.Cli.Serve;

namespace LineAD.Cli.Commands;

/// <summary><c>linead serve</c>: the service itself.</summary>
internal static class ServeCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var config = new Option<FileInfo>("--config")
        {
            Description = "The configuration; start from config/linead.json.",
            DefaultValueFactory = _ => new FileInfo(Path.Combine("config", "linead.json")),
        };
        var set = new Option<string[]>("--set")
        {
            Description = "Set one option over file and environment: --set mqtt.host=broker. Can be repeated.",
        };
        var check = new Option<bool>("--check") { Description = "Check the configuration, start nothing." };
        var faults = new Option<FileInfo?>("--allow-fault-injection")
        {
            Description = "For tests only: take fault commands on this Unix socket. Without it there is no way to inject a fault.",
        };
        var command = new Command(
            "serve",
            "Run the service: frames in over MQTT, decisions out before the gate. Stops in order on SIGTERM. "
            + "Exit codes: 0 stopped, 2 configuration, 3 model, 4 broker unreachable at start, 5 device hung.")
        {
            config, set, check, faults,
        };
        command.SetAction((p, ct) => Guarded.RunAsync(() => ServeRun.RunAsync(
            p.GetValue(config)!.FullName, p.GetValue(set) ?? [], p.GetValue(check), p.GetValue(faults)?.FullName, ct)));
        return command;
    }
}
