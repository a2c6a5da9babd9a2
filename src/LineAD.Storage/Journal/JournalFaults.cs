using Microsoft.Data.Sqlite;

namespace LineAD.Storage.Journal;

/// <summary>Faults for <see cref="JournalOptions.BeforeTransaction"/>, as SQLite reports them.</summary>
public static class JournalFaults
{
    private const int Full = 13;

    /// <summary>SQLITE_FULL.</summary>
    /// <exception cref="SqliteException">Always.</exception>
    public static void ThrowDiskFull() => throw new SqliteException("database or disk is full (injected)", Full);
}
