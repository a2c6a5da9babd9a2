using System.Globalization;

namespace LineAD.Cli.Soak;

/// <summary>The account of every part as a table, for whoever looks into a broken run.</summary>
internal static class SoakFiles
{
    /// <summary>Writes <c>parts.csv</c>.</summary>
    public static async Task WritePartsAsync(
        string path, SoakAccount account, SoakClock clock, CancellationToken cancellationToken)
    {
        var lines = new List<string> { "part,sent,acknowledged,latencyMs,verdict,basis,repeats,journal,outcome,fault" };
        lines.AddRange(account.Parts.Select(p => string.Join(
            ',',
            p.Gate.Sent!.Name,
            clock.ToUtc(p.Gate.Sent.SentTimestamp).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
            p.Gate.Sent.Acknowledged.ToString(CultureInfo.InvariantCulture),
            p.HasArrived
                ? (clock.ToUtc(p.Gate.ArrivedTimestamp) - clock.ToUtc(p.Gate.Sent.SentTimestamp)).TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture)
                : "",
            p.HasArrived ? p.Gate.Verdict.ToString() : "",
            p.HasArrived ? p.Gate.Basis.ToString() : "",
            p.Gate.Repeats.ToString(CultureInfo.InvariantCulture),
            p.Journal is { } j ? $"{j.Decision.Verdict}:{j.Decision.Basis}" : "",
            p.Journal?.Outcome.ToString() ?? "",
            p.Window?.Fault.Name ?? "")));
        await File.WriteAllLinesAsync(path, lines, cancellationToken);
    }
}
