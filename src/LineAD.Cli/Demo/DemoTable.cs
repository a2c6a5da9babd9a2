using System.Globalization;
using LineAD.Simulation.Line;
using LineAD.Simulation.Plc;
using Spectre.Console;

namespace LineAD.Cli.Demo;

/// <summary>The live view of a demo: a table on a terminal, a line every two seconds elsewhere.</summary>
internal sealed class DemoTable(IAnsiConsole console, PlcSimulator plc, LineSimulator line, int parts, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Shows the run until <paramref name="run"/> has ended.</summary>
    public async Task ShowAsync(Task run)
    {
        if (console.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
        {
            await console.Live(Render()).StartAsync(context => RefreshAsync(
                run, TimeSpan.FromMilliseconds(200), () => context.UpdateTarget(Render())));
        }
        else
        {
            await RefreshAsync(run, TimeSpan.FromSeconds(2), () => Console.WriteLine(OneLine()));
        }

        await run;
    }

    private async Task RefreshAsync(Task run, TimeSpan period, Action show)
    {
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, Task.Delay(period, time));
            show();
        }
    }

    private Table Render()
    {
        var (gate, slack) = Read();
        var table = new Table().Border(TableBorder.Rounded).Title("[bold]LineAD demo[/]");
        foreach (var name in new[] { "sent", "decided", "parts/s", "pass", "reject", "review", "late", "p50 ms", "p99 ms", "min slack ms", "open" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        table.AddRow(
            Text($"{line.Sent.Count}/{parts}"), Text($"{gate.Decisions}"), Text($"{Rate(gate):F1}"), Text($"{gate.Pass}"),
            Text($"{gate.Reject}"), Text($"{gate.Review}"), Text($"{gate.Late}"), Text($"{gate.LatencyMs.P50:F1}"),
            Text($"{gate.LatencyMs.P99:F1}"), Text($"{slack}"), Text($"{plc.Undecided}"));
        return table;
    }

    private string OneLine()
    {
        var (gate, slack) = Read();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  sent {line.Sent.Count}/{parts}  decided {gate.Decisions}  {Rate(gate):F1} parts/s  pass {gate.Pass}  reject {gate.Reject}"
            + $"  late {gate.Late}  p50 {gate.LatencyMs.P50:F1} ms  p99 {gate.LatencyMs.P99:F1} ms  min slack {slack} ms  open {plc.Undecided}");
    }

    private (GateSummary Gate, int MinSlackMs) Read()
    {
        var records = plc.Records;
        var decided = records.Where(r => r.ArrivedTimestamp != 0).ToArray();
        return (GateSummary.Of(records, time), decided.Length == 0 ? 0 : decided.Min(r => r.SlackMs));
    }

    private double Rate(GateSummary gate) => gate.Decisions / Math.Max(0.001, time.GetElapsedTime(_start).TotalSeconds);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
