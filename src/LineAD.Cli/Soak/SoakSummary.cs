using System.Globalization;
using LineAD.Cli.Demo;

namespace LineAD.Cli.Soak;

/// <summary>The end of a soak in words.</summary>
internal static class SoakSummary
{
    public static void Print(SoakReport report)
    {
        Say($"Parts: {report.Sent} sent, {report.Acknowledged} taken by the broker, {report.Decisions} decided at the gate, {report.Silent} silent ({report.SilentUnexplained} without excuse).");
        Say($"Lost {report.Lost}, duplicated ids {report.DuplicatedIds}, repeated {report.RepeatedIds}, late on reject {report.LateOnReject}, late on decision {report.LateDecisions}, lost with a killed broker {report.BrokerLost}; {report.Kills} kills.");
        Row("calm", report.Calm);
        foreach (var (name, fault) in report.Faults)
        {
            Row(name, fault);
        }

        DemoSummary.PrintLedger(report.Ledger);
        Say($"Ledger: {(report.LedgerBalanced ? "balanced" : "DOES NOT BALANCE")}.");
        Say($"Memory: {report.MemoryGrowth:P1} in {report.Memory.LifeSeconds} s of one process, {report.Memory.FromBytes >> 20} to {report.Memory.ToBytes >> 20} MiB.");
        Resources("start", report.Start);
        Resources("end", report.End);
        foreach (var broken in report.Broken)
        {
            Console.WriteLine($"BROKEN: {broken}");
        }
    }

    private static void Row(string name, SoakFaultReport fault)
    {
        var latency = fault.LatencyMs;
        Say($"  {name,-17} ×{fault.Count,-3} {fault.Parts,6} parts: {fault.ByModel} model, {fault.ByPolicy} policy, {fault.Silent} silent; p50 {latency.P50:F0} ms, p99 {latency.P99:F0} ms, max {latency.Max:F0} ms; longest {fault.LongestSeconds:F1} s");
    }

    private static void Resources(string when, SoakResources resources) =>
        Say($"At {when}: process {resources.ProcessId}, {resources.ResidentBytes >> 20} MiB, {resources.Threads} threads, {resources.Handles} handles, {resources.Tensors} tensors.");

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
