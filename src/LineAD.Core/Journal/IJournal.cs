namespace LineAD.Core.Journal;

/// <summary>
/// Decisions and the two books, in one ordered log that survives a kill of the process. Also the de-duplication window.
/// Writing happens on a thread of its own, several entries a transaction.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>
    /// Reads what the last run left, ends its in-flight frames as <see cref="DropReason.Restart"/> and raises the epoch. Call
    /// once, before intake opens.
    /// </summary>
    JournalRecovery Recover();

    /// <summary>Appends; never blocks. False when the queue is full or the journal has failed: then nothing was appended.</summary>
    bool TryAppend(JournalEntry entry);

    /// <summary>Writes what was appended now, without waiting for more. Never blocks.</summary>
    void Hurry();

    /// <summary>The books as written so far; taken between transactions, so each book balances in itself.</summary>
    IReadOnlyList<StationBooks> ReadBooks();

    /// <summary>False from the first failed write until writing works again.</summary>
    bool IsHealthy { get; }

    /// <summary>
    /// Entries that can never be written, for a value that the journal has no form for. Their waiters were told false; they are not
    /// kept for later, and writing goes on without them.
    /// </summary>
    long RefusedEntries { get; }
}
