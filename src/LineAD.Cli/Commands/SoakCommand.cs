using System.CommandLine;
using LineAD.Cli.Soak;

namespace LineAD.Cli.Commands;

/// <summary><c>linead soak</c>: the service under load and faults.</summary>
internal static class SoakCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var defaults = new SoakSettings();
        var minutes = new Option<double>("--minutes") { Description = "Minutes of load.", DefaultValueFactory = _ => defaults.Minutes };
        var faults = new Option<string[]>("--faults") { Description = "all, or names separated by commas.", DefaultValueFactory = _ => ["all"] };
        var report = new Option<FileInfo?>("--report") { Description = "Write a JSON report." };
        var transport = new Option<string>("--transport") { Description = "mqtt or kafka.", DefaultValueFactory = _ => defaults.Transport };
        var exactlyOnce = new Option<bool>("--exactly-once") { Description = "With kafka: decisions and offsets in transactions." };
        var seed = new Option<int>("--seed") { Description = "Seed of faults and parts.", DefaultValueFactory = _ => defaults.Seed };
        var rate = new Option<double>("--rate") { Description = "Parts a second.", DefaultValueFactory = _ => defaults.Rate };
        var deadline = new Option<int>("--deadline-ms") { Description = "Deadline of each part.", DefaultValueFactory = _ => defaults.DeadlineMs };
        var outage = new Option<double>("--outage-seconds") { Description = "Longest outage of link or broker.", DefaultValueFactory = _ => defaults.OutageSeconds };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for model, journal and logs.", DefaultValueFactory = _ => new DirectoryInfo(defaults.Out) };
        transport.AcceptOnlyFromAmong("mqtt", "kafka");
        minutes.Validators.Add(r => Least(r.GetValueOrDefault<double>(), 0.5, "--minutes", r));
        rate.Validators.Add(r => Least(r.GetValueOrDefault<double>(), 0.5, "--rate", r));
        outage.Validators.Add(r => Least(r.GetValueOrDefault<double>(), 1, "--outage-seconds", r));
        deadline.Validators.Add(r => Least(r.GetValueOrDefault<int>(), 500, "--deadline-ms", r));
        var command = new Command("soak", "Run the service under load while faults are made in random order; account for every part. Exit code 1 when an invariant is broken.")
        {
            minutes, faults, report, transport, exactlyOnce, seed, rate, deadline, outage, folder,
        };
        command.SetAction((p, ct) => Guarded.RunAsync(() => new SoakRun(new SoakSettings
        {
            Minutes = p.GetValue(minutes),
            Faults = p.GetValue(faults)!,
            Report = p.GetValue(report)?.FullName,
            Transport = p.GetValue(transport)!,
            ExactlyOnce = p.GetValue(exactlyOnce),
            Seed = p.GetValue(seed),
            Rate = p.GetValue(rate),
            DeadlineMs = p.GetValue(deadline),
            OutageSeconds = p.GetValue(outage),
            Out = p.GetValue(folder)!.FullName,
        }).RunAsync(ct)));
        return command;
    }

    private static void Least(double value, double least, string option, System.CommandLine.Parsing.OptionResult result)
    {
        if (!(value >= least))
        {
            result.AddError(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{option} {value}: give at least {least}."));
        }
    }
}
