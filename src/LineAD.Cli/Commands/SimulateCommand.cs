using System.CommandLine;
using LineAD.Cli.Simulate;
using LineAD.Core.Identity;

namespace LineAD.Cli.Commands;

/// <summary><c>linead simulate</c>: plays the cameras and the PLC of a station against a running service.</summary>
internal static class SimulateCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "MVTec-style folder; its test images are sent.", Required = true };
        var host = new Option<string>("--host") { Description = "MQTT broker.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { Description = "Its port.", DefaultValueFactory = _ => 1883 };
        var transport = new Option<string>("--transport") { Description = "mqtt or kafka: where the frames go and the decisions come from.", DefaultValueFactory = _ => "mqtt" };
        var bootstrap = new Option<string?>("--bootstrap") { Description = "With kafka: brokers, host:port." };
        var root = new Option<string>("--root") { Description = "First topic level.", DefaultValueFactory = _ => "linead" };
        var line = new Option<string>("--line") { Description = "Line name.", Required = true };
        var station = new Option<string>("--station") { Description = "Station name.", Required = true };
        var cameras = new Option<string[]>("--camera") { Description = "Camera names.", DefaultValueFactory = _ => ["cam0"] };
        var parts = new Option<int>("--parts") { Description = "Number of parts.", DefaultValueFactory = _ => 100 };
        var rate = new Option<double>("--rate") { Description = "Parts a second; 0 for as fast as decided.", DefaultValueFactory = _ => 5 };
        var jitter = new Option<double>("--jitter") { Description = "Share of the spacing, 0 to 1.", DefaultValueFactory = _ => 0.2 };
        var deadline = new Option<int?>("--deadline-ms") { Description = "Deadline asked for; default: the station's." };
        var seed = new Option<int>("--seed") { Description = "Order of parts and jitter.", DefaultValueFactory = _ => 1 };
        var first = new Option<uint>("--first-seq") { Description = "First sequence number.", DefaultValueFactory = _ => 1 };
        var simulated = new Option<bool>("--simulated") { Description = "Mark parts as simulated: they never touch the gate's topics." };
        var report = new Option<FileInfo?>("--report") { Description = "Write a JSON report." };
        var command = new Command("simulate", "Play the cameras and the PLC of a station against a running service.")
        {
            data, transport, host, port, bootstrap, root, line, station, cameras, parts, rate, jitter, deadline, seed, first, simulated, report,
        };
        transport.AcceptOnlyFromAmong("mqtt", "kafka");
        command.Validators.Add(r =>
        {
            // The word itself: asking for the value of an option that is refused throws.
            var word = r.GetResult(transport) is { Tokens: [var token, ..] } ? token.Value : "mqtt";
            if (word is "mqtt" or "kafka" && (word == "kafka") != (r.GetResult(bootstrap) is not null))
            {
                r.AddError("--transport kafka and --bootstrap HOST:PORT belong together.");
            }
        });
        command.SetAction((p, ct) => Guarded.RunAsync(() => new SimulateRun(new SimulateSettings
        {
            Data = p.GetRequiredValue(data).FullName,
            Host = p.GetValue(host)!,
            Port = p.GetValue(port),
            Bootstrap = p.GetValue(bootstrap),
            Root = p.GetValue(root)!,
            Station = new StationKey(p.GetRequiredValue(line), p.GetRequiredValue(station)),
            Cameras = p.GetValue(cameras)!,
            Parts = p.GetValue(parts),
            Rate = p.GetValue(rate),
            Jitter = p.GetValue(jitter),
            DeadlineMs = p.GetValue(deadline),
            Seed = p.GetValue(seed),
            FirstSeq = p.GetValue(first),
            Simulated = p.GetValue(simulated),
            Report = p.GetValue(report)?.FullName,
        }).RunAsync(ct)));
        return command;
    }
}
