using System.Globalization;
using LineAD.Simulation.Plc;

namespace LineAD.Cli.Bench;

/// <summary>The parts of a run, one line each: where a tail of latencies comes from is seen in their order, not in a percentile.</summary>
internal static class PartsCsv
{
    /// <summary>Writes <c>seq,sentMs,latencyMs,slackMs,basis,verdict</c>; latency is empty for a part without decision.</summary>
    public static void Write(string path, IReadOnlyList<GateRecord> parts, TimeProvider time)
    {
        var sent = parts.Where(r => r.Sent is not null).OrderBy(r => r.Sent!.SentTimestamp).ToArray();
        using var file = new StreamWriter(path);
        file.WriteLine("seq,sentMs,latencyMs,slackMs,basis,verdict");
        foreach (var record in sent)
        {
            var latency = record.ArrivedTimestamp == 0
                ? ""
                : Ms(record.Sent!.SentTimestamp, record.ArrivedTimestamp);
            file.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{record.Sent!.Seq},{Ms(sent[0].Sent!.SentTimestamp, record.Sent.SentTimestamp)},{latency},{record.SlackMs},{record.Basis},{record.Verdict}"));
        }

        string Ms(long from, long to) =>
            time.GetElapsedTime(from, to).TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture);
    }
}
