using System.CommandLine;
using LineAD.Cli.Bench;

namespace LineAD.Cli.Commands;

/// <summary><c>linead bench</c>: what this machine does, as ratios of one run.</summary>
internal static class BenchCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var defaults = new BenchSettings();
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures as JSON." };
        var frames = new Option<int>("--frames") { Description = "Frames of the saturated run.", DefaultValueFactory = _ => defaults.Frames };
        var load = new Option<int>("--load-parts") { Description = "Parts of the run at 70 %.", DefaultValueFactory = _ => defaults.LoadParts };
        var solo = new Option<int>("--solo-parts") { Description = "Parts of the run on an idle line.", DefaultValueFactory = _ => defaults.SoloParts };
        var rawSeconds = new Option<double>("--raw-seconds") { Description = "Seconds for each batch of the scorer alone.", DefaultValueFactory = _ => defaults.RawSeconds };
        var architecture = new Option<string>("--architecture") { Description = "Architecture id.", DefaultValueFactory = _ => defaults.Architecture };
        var teacher = new Option<string>("--teacher") { Description = "Teacher id; random weights.", DefaultValueFactory = _ => defaults.Teacher };
        var size = new Option<int>("--size") { Description = "Side of the input, pixels, divisible by 32.", DefaultValueFactory = _ => defaults.Size };
        var demo = new Option<DirectoryInfo>("--demo") { Description = "Folder of a demo, to compare the precisions on its reference images.", DefaultValueFactory = _ => new DirectoryInfo(defaults.Demo) };
        var parts = new Option<FileInfo?>("--parts-csv") { Description = "Write one line per part of the run at 70 %: when it was sent, how long its decision took, what it was." };
        var transport = new Option<string>("--transport") { Description = "What the line runs over: mqtt or kafka.", DefaultValueFactory = _ => defaults.Transport };
        var bootstrap = new Option<string?>("--bootstrap") { Description = "With kafka: brokers, host:port; default: a test broker beside the checkout, else librdkafka's mock cluster." };
        var exactlyOnce = new Option<bool>("--exactly-once") { Description = "With kafka: decisions and offsets in transactions." };
        transport.AcceptOnlyFromAmong("mqtt", "kafka");
        var rawOnly = new Option<bool>("--raw-only") { Description = "Only the scorer: no broker, no service." };
        var command = new Command("bench", "Measure the convolution ceiling, the scorer alone and the whole line, in one run.")
        {
            json, frames, load, solo, rawSeconds, architecture, teacher, size, demo, parts, transport, bootstrap,
            exactlyOnce, rawOnly,
        };
        command.SetAction((p, ct) => Guarded.RunAsync(() => new BenchRun(new BenchSettings
        {
            Json = p.GetValue(json)?.FullName,
            Frames = p.GetValue(frames),
            LoadParts = p.GetValue(load),
            SoloParts = p.GetValue(solo),
            RawSeconds = p.GetValue(rawSeconds),
            Architecture = p.GetValue(architecture)!,
            Teacher = p.GetValue(teacher)!,
            Size = p.GetValue(size),
            Demo = p.GetValue(demo)!.FullName,
            PartsCsv = p.GetValue(parts)?.FullName,
            Transport = p.GetValue(transport)!,
            Bootstrap = p.GetValue(bootstrap),
            ExactlyOnce = p.GetValue(exactlyOnce),
            RawOnly = p.GetValue(rawOnly),
        }).RunAsync(ct)));
        return command;
    }
}
