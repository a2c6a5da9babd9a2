using Microsoft.Data.Sqlite;

namespace LineAD.Storage.Journal;

/// <summary>Tables of the journal and the settings of its connections.</summary>
internal static class JournalSchema
{
    /// <summary>Raised when the tables change in a way that an older program cannot read.</summary>
    public const int Version = 1;

    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS frames(number INTEGER PRIMARY KEY, station TEXT NOT NULL, simulated INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS parts(
            id INTEGER PRIMARY KEY, station TEXT NOT NULL, simulated INTEGER NOT NULL, part TEXT NOT NULL,
            seq INTEGER NOT NULL, category TEXT NOT NULL, cut_off INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS decisions(
            id INTEGER PRIMARY KEY, station TEXT NOT NULL, simulated INTEGER NOT NULL, part TEXT NOT NULL,
            seq INTEGER NOT NULL, category TEXT NOT NULL, cut_off INTEGER NOT NULL, station_id INTEGER NOT NULL,
            verdict INTEGER NOT NULL, basis INTEGER NOT NULL, score REAL, slack_ms INTEGER NOT NULL,
            model INTEGER NOT NULL, decided_at INTEGER NOT NULL, outcome INTEGER NOT NULL, audit_reason TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS decisions_by_time ON decisions(decided_at);
        CREATE TABLE IF NOT EXISTS books(
            station TEXT NOT NULL, simulated INTEGER NOT NULL, entry TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY(station, simulated, entry)) WITHOUT ROWID;
        """;

    /// <summary>
    /// Opens the journal for its one writer. Write-ahead logging without sync: a killed process loses nothing that was
    /// committed, because the pages are the kernel's by then. Checkpoints, which do sync, run on another connection.
    /// </summary>
    public static SqliteConnection OpenWriter(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);

        // Decisions lie by their identifiers, which are hashes: each one changes a page of its own, twice. Small pages write a third
        // of the bytes. Only a new file takes the size.
        Execute(connection, "PRAGMA page_size=1024");
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=OFF");
        Execute(connection, "PRAGMA wal_autocheckpoint=0");
        Execute(connection, "PRAGMA temp_store=MEMORY");
        Execute(connection, "PRAGMA busy_timeout=5000");
        Execute(connection, Tables);
        return connection;
    }

    /// <summary>Opens a second connection, for reading and for checkpoints.</summary>
    public static SqliteConnection OpenReader(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA synchronous=NORMAL");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long ReadNumber(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long value ? value : 0;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        return connection;
    }
}
