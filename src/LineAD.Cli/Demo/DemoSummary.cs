using System.Globalization;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Plc;

namespace LineAD.Cli.Demo;

/// <summary>The end of a demo in words.</summary>
internal static class DemoSummary
{
    public static void Print(DemoReport report, GateSummary gate, LedgerReport ledger)
    {
        var latency = report.DecisionLatencyMs;
        Say($"Gate: {gate.Decisions} decisions for {report.Parts} parts: {gate.Pass} pass, {gate.Reject} reject, {gate.Review} review, {gate.Late} late, {gate.Silent} silent.");
        Say($"Truth: {gate.TruePositive} defects rejected, {gate.FalseNegative} escaped, {gate.TrueNegative} good passed, {gate.FalsePositive} good rejected: {report.Right:P1} right.");
        Say($"Latency, camera to gate: p50 {latency.P50:F1} ms, p99 {latency.P99:F1} ms, p99.9 {latency.P999:F1} ms, max {latency.Max:F1} ms; {report.FramesPerSecond:F1} frames/s.");
        PrintLedger(ledger);
        Say($"Ledger: {(report.LedgerBalanced ? "balanced" : "DOES NOT BALANCE")}. Model {report.Model}, teacher {report.Teacher}, {report.Precision} on {report.Device}.");
    }

    public static void PrintLedger(LedgerReport ledger)
    {
        Say($"Frames: {ledger.FramesReceived} received = {Terms(ledger.FramesEnded)} + {ledger.FramesInFlight} in flight.");
        Say($"Parts: {ledger.PartsOpened} opened = {Terms(ledger.PartsDecided)} + {ledger.PartsInFlight} in flight; decided = {Terms(ledger.PartsClosed)}.");
    }

    private static string Terms(IReadOnlyDictionary<string, long> counts)
    {
        var terms = counts.Where(c => c.Value != 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Key}"));
        var text = string.Join(" + ", terms);
        return text.Length == 0 ? "0" : text;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
