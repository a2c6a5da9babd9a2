using LineAD.Core.Journal;
using LineAD.Storage.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Cli.Soak;

/// <summary>The journal of a service that has ended, read as the next run would.</summary>
internal static class SoakJournal
{
    /// <summary>Its decisions by part.</summary>
    public static async Task<IReadOnlyDictionary<string, RecoveredDecision>> ReadAsync(string path)
    {
        await using var journal = new SqliteJournal(
            new JournalOptions { Path = path, DedupWindow = TimeSpan.FromDays(2), DedupMaxParts = int.MaxValue },
            TimeProvider.System,
            NullLogger.Instance);
        return journal.Recover().Decisions.ToDictionary(d => d.Decision.Inspection.Part);
    }
}
