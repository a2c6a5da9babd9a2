using System.CommandLine;
using LineAD.Cli.Commission;
using LineAD.Cli.Learning;
using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Core.Scoring;
using LineAD.Models.Teachers;
using LineAD.Service.Configuration;
using LineAD.Training.Data;
using LineAD.Training.Learning;

namespace LineAD.Cli.Commands;

/// <summary><c>linead commission</c>: a model of a new category from few good parts, captured from the line.</summary>
internal static class CommissionCommand
{
    // With two, each model learns from half of the parts, and there is nothing more to compare half of the parts with.
    private const int LeastFolds = 3;

    // As long as a timer of the runtime can wait, less some.
    private const int LongestPatienceSeconds = 30 * 24 * 3600;

    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var defaults = new TrainingOptions();
        var category = new Option<string>("--category") { Description = "Category of the bundle.", Required = true };
        var view = new Option<string>("--view") { Description = "View of the part.", DefaultValueFactory = _ => "main" };
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder that keeps the frames in train/good; parts in it already are used too.",
            Required = true,
        };
        var line = new Option<string?>("--line") { Description = "Line to capture from; none: use what the folder has." };
        var station = new Option<string?>("--station") { Description = "Its station." };
        var camera = new Option<string?>("--camera") { Description = "Its camera; default: those of the view in the configuration, else any." };
        var config = new Option<FileInfo?>("--config")
        {
            Description = "Configuration of the service: brokers with TLS and credentials, and first topic level are taken from it, and which cameras show the view.",
        };
        var transport = new Option<string?>("--transport")
        {
            Description = "Over which the frames come, mqtt or kafka. Default: as --host or --bootstrap or the configuration say, else mqtt.",
        };
        var bootstrap = new Option<string?>("--bootstrap")
        {
            Description = "Kafka brokers, host:port. Default: the configuration's, else 127.0.0.1:9092.",
        };
        var host = new Option<string?>("--host") { Description = "MQTT broker, of the frames or with Kafka of --station-mode. Default: the configuration's, else 127.0.0.1." };
        var port = new Option<int?>("--port") { Description = "Its port. Default: the configuration's, else 1883." };
        var root = new Option<string?>("--root") { Description = "First topic level. Default: the configuration's, else linead." };
        var mode = new Option<bool>("--station-mode")
        {
            Description = "Put the station into mode commission while capturing, so that nothing goes to the gate, and back afterwards.",
        };
        var parts = new Option<int>("--parts") { Description = "Good parts that the folder is to have; 20 are enough to begin.", DefaultValueFactory = _ => 20 };
        var patience = new Option<int>("--patience-s") { Description = "Longest wait for the next frame that can be kept, seconds.", DefaultValueFactory = _ => 120 };
        var folds = new Option<int>("--folds") { Description = "Folds of the cross-validation, 3 or more; the number of parts for leave-one-out.", DefaultValueFactory = _ => 5 };
        var architecture = new Option<string>("--architecture") { Description = "Architecture id.", DefaultValueFactory = _ => defaults.Architecture };
        var teacher = new Option<string>("--teacher") { Description = "Teacher id.", DefaultValueFactory = _ => TeacherCatalog.BuiltinId };
        var size = new Option<int>("--size") { Description = "Side of the input, pixels.", DefaultValueFactory = _ => defaults.Input.Width };
        var steps = new Option<int>("--steps") { Description = "Optimiser steps of each training.", DefaultValueFactory = _ => defaults.Steps };
        var batch = new Option<int>("--batch") { Description = "Images a step.", DefaultValueFactory = _ => defaults.BatchSize };
        var seed = new Option<int>("--seed") { Description = "Seed of everything drawn.", DefaultValueFactory = _ => defaults.Seed };
        var precision = new Option<string>("--precision") { Description = "auto, fp32 or bf16.", DefaultValueFactory = _ => "auto" };
        var target = new Option<double>("--target-false-reject") { Description = "Wanted share of good parts rejected.", DefaultValueFactory = _ => 0.01 };
        var places = new TeacherOptionSet();
        var command = new Command("commission", "Capture good parts from the line's frames, train, calibrate by cross-validation, and say which "
            + "false-reject rate to expect. Exit codes: 0 done, 2 bad data or arguments, 3 bad teacher or setting, 4 no broker or no frames.")
        {
            category, view, data, line, station, camera, config, transport, bootstrap, host, port, root, mode, parts, patience, folds, architecture, teacher, size, steps,
            batch, seed, precision, target,
        };
        places.AddTo(command);
        transport.AcceptOnlyFromAmong("mqtt", "kafka");
        parts.Validators.Add(r => AtLeast(r.GetValueOrDefault<int>(), GoodPartSplit.MinimumParts, "--parts", r));
        patience.Validators.Add(r => AtLeast(r.GetValueOrDefault<int>(), 1, "--patience-s", r));
        patience.Validators.Add(r => AtMost(r.GetValueOrDefault<int>(), LongestPatienceSeconds, "--patience-s", r));
        port.Validators.Add(r => AtLeast(r.GetValueOrDefault<int?>() ?? 1, 1, "--port", r));
        port.Validators.Add(r => AtMost(r.GetValueOrDefault<int?>() ?? 1, 65_535, "--port", r));
        folds.Validators.Add(r => AtLeast(r.GetValueOrDefault<int>(), LeastFolds, "--folds", r));
        command.Validators.Add(r =>
        {
            if (r.GetValue(line) is null != r.GetValue(station) is null)
            {
                r.AddError("--line and --station belong together; give both to capture, neither to use what the folder has.");
            }

            if (r.GetValue(mode) && r.GetValue(station) is null)
            {
                r.AddError("--station-mode needs --line and --station: without them nothing is captured.");
            }

            if (r.GetValue(station) is null && new Option[] { transport, bootstrap, host, camera }.Any(o => r.GetResult(o) is not null))
            {
                r.AddError("--transport, --bootstrap, --host and --camera need --line and --station: without them nothing is captured.");
            }
        });
        command.SetAction((p, ct) => Guarded.RunAsync(() =>
        {
            var service = Configuration(p.GetValue(config));
            return new CommissionCommandRun(new CommissionSettings
            {
                Category = p.GetRequiredValue(category),
                View = p.GetRequiredValue(view),
                Data = p.GetRequiredValue(data).FullName,
                Scope = p.GetValue(line) is { } l
                    ? CaptureScope.Of(service, new StationKey(l, p.GetValue(station)!), p.GetValue(camera), p.GetRequiredValue(view))
                    : null,
                Brokers = p.GetValue(line) is null
                    ? new CommissionBrokers(null, null)
                    : CommissionBrokers.Of(
                        service,
                        new BrokerChoice(p.GetValue(transport), p.GetValue(host), p.GetValue(port), p.GetValue(bootstrap)),
                        needsCommands: p.GetValue(mode)),
                Root = p.GetValue(root) ?? service?.Root ?? new LineAdOptions().Root,
                SwitchMode = p.GetValue(mode),
                Parts = p.GetValue(parts),
                Patience = TimeSpan.FromSeconds(p.GetValue(patience)),
                Folds = p.GetValue(folds),
                Teacher = p.GetRequiredValue(teacher),
                Teachers = places.Read(p),
                Precision = p.GetRequiredValue(precision),
                TargetFalseReject = p.GetValue(target),
                Options = new TrainingOptions
                {
                    Architecture = p.GetRequiredValue(architecture),
                    Input = new InputSpec(p.GetValue(size), p.GetValue(size)),
                    Steps = p.GetValue(steps),
                    BatchSize = p.GetValue(batch),
                    Seed = p.GetValue(seed),
                },
            }).RunAsync(ct);
        }));
        return command;
    }

    private static LineAdOptions? Configuration(FileInfo? file) => file is null
        ? null
        : ConfigurationLoader.Load(file.FullName, ProcessEnvironment.Read(), [], ConfigurationFacts.ThisMachine);

    private static void AtMost(int value, int most, string option, System.CommandLine.Parsing.OptionResult result)
    {
        if (value > most)
        {
            result.AddError($"{option} {value}: must be at most {most}.");
        }
    }

    private static void AtLeast(int value, int least, string option, System.CommandLine.Parsing.OptionResult result)
    {
        if (value < least)
        {
            result.AddError($"{option} {value}: must be at least {least}.");
        }
    }
}
