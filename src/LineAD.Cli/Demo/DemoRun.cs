using System.Globalization;
using LineAD.Cli.Clusters;
using LineAD.Core.Scoring;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;
using Spectre.Console;

namespace LineAD.Cli.Demo;

/// <summary>
/// The main job on this machine: a broker, a model, the service in its own process, a line that publishes parts with known
/// truth, a gate that listens. Nothing listens beyond loopback.
/// </summary>
internal sealed class DemoRun(DemoSettings settings)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _time = TimeProvider.System;

    // On a cluster that others use, a run must not meet an earlier one.
    private readonly string _root =
        settings.Transport == "kafka" ? "demo-" + Guid.NewGuid().ToString("N")[..8] : "linead";

    private static string Executable =>
        Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");

    /// <summary>Runs; exit code 1 when the ledger does not balance or a part got no decision.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var data = DemoData.Choose(settings.Data, settings.Out);
        Console.WriteLine($"Data: {data.Folder} ({data.Origin})");
        var model = new DemoModel(settings, data);
        var trained = await model.EnsureAsync(Executable, cancellationToken);
        if (trained != ExitCodes.Ok)
        {
            return trained;
        }

        var deck = new PartDeck(FolderParts.ReadTest(data.Folder), settings.Seed);
        await using var cluster = settings.Transport == "kafka"
            ? await LocalCluster.StartAsync(settings.Bootstrap, _root, cancellationToken)
            : null;
        await using var line = await TestLine.StartAsync(
            Options(data, model, cluster), new MosquittoOptions(), _time, cancellationToken);
        var broker = cluster is null
            ? string.Create(CultureInfo.InvariantCulture, $"broker on port {line.Broker.Port}")
            : $"Kafka at {cluster.BootstrapServers} ({cluster.Origin}), topics {_root}.*";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Line: {settings.Parts} parts at {settings.Rate}/s, deadline {settings.DeadlineMs} ms, {broker}, metrics at {line.Service.Http}metrics"));
        var seconds = await ShowAsync(line, deck, cancellationToken);
        var ledger = await line.ReadLedgerAsync(Settle, cancellationToken);
        var serving = await ServingModel.ReadAsync(line.Service.Http, cancellationToken);
        await line.Service.StopAsync(Settle);
        return await ReportAsync(line.Plc, ledger, serving, data, seconds, cancellationToken);
    }

    private TestLineOptions Options(DemoData data, DemoModel model, LocalCluster? cluster) => new()
    {
        Root = _root,
        KafkaServers = cluster?.BootstrapServers,
        KafkaFetchWaitMs = cluster?.FetchWaitMs ?? 20,
        ExactlyOnce = settings.ExactlyOnce,
        Executable = Executable,
        Folder = Path.Combine(Path.GetFullPath(settings.Out), "run-" + Guid.NewGuid().ToString("N")[..8]),
        Models = model.Models,
        Category = data.Category,
        TeacherFiles = settings.TeacherFile is { } file
            ? new Dictionary<string, string> { [settings.Teacher] = file }
            : new Dictionary<string, string>(),
        DeadlineMs = settings.DeadlineMs,
        MaxFramesPerSecond = Math.Max(20, settings.Rate * 2),
    };

    private async Task<double> ShowAsync(TestLine line, PartDeck deck, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        var cameras = line.Simulate(
            new LineOptions
            {
                Station = new("demo", "gate"),
                Parts = settings.Parts,
                PartsPerSecond = settings.Rate,
                Jitter = 0.2,
                Seed = settings.Seed,
            },
            deck);
        await new DemoTable(AnsiConsole.Console, line.Plc, cameras, settings.Parts, _time)
            .ShowAsync(cameras.RunAsync(line.Plc, cancellationToken));
        await line.WaitUntilDecidedAsync(Settle, cancellationToken);
        return _time.GetElapsedTime(start).TotalSeconds;
    }

    private async Task<int> ReportAsync(
        PlcSimulator plc, LedgerReport ledger, ModelInfo model, DemoData data, double seconds, CancellationToken cancellationToken)
    {
        var gate = GateSummary.Of(plc.Records, _time);
        var report = DemoReport.Of(gate, ledger, model, data.Folder, gate.Decisions / seconds);
        DemoSummary.Print(report, gate, ledger);
        if (settings.Report is not null)
        {
            report.Write(settings.Report);
            Console.WriteLine($"Report: {Path.GetFullPath(settings.Report)}");
        }

        await new DemoPictures(settings, data, Executable).WriteAsync(plc.Records, cancellationToken);
        return report.LedgerBalanced && gate.Silent == 0 && gate.Contradicted == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
