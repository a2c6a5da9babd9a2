using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LineAD.Storage.Journal;

/// <summary>
/// One statement, compiled once, with its values bound by position from 1. It speaks to SQLite directly: a command of the ADO.NET
/// provider looks up, boxes and converts each value anew, which is most of the cost of rows as small as these. Not thread-safe.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 256;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _compiled;
    private int _bound;

    /// <exception cref="SqliteException">The SQL is wrong, or its tables are not there.</exception>
    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _compiled));
    }

    public Statement Add(long value)
    {
        Check(raw.sqlite3_bind_int64(_compiled, ++_bound, value));
        return this;
    }

    public Statement Add(bool value) => Add(value ? 1L : 0L);

    /// <exception cref="ArgumentException">It is NaN, which SQLite would make NULL of.</exception>
    public Statement Add(double? value)
    {
        Require(value is not double.NaN, "A value is not a number.");
        Check(value is { } known
            ? raw.sqlite3_bind_double(_compiled, ++_bound, known)
            : raw.sqlite3_bind_null(_compiled, ++_bound));
        return this;
    }

    /// <exception cref="ArgumentException">It is null.</exception>
    public Statement Add(string value)
    {
        Require(value is not null, "A text is missing.");
        Span<byte> utf8 = stackalloc byte[StackBytes];
        var length = Encoding.UTF8.TryGetBytes(value, utf8, out var written) ? written : -1;
        Check(length < 0
            ? raw.sqlite3_bind_text(_compiled, ++_bound, value)
            : raw.sqlite3_bind_text(_compiled, ++_bound, utf8[..length]));
        return this;
    }

    /// <summary>Runs it and returns the number of rows changed.</summary>
    /// <exception cref="SqliteException">The disk is full, the file is damaged, ….</exception>
    public int Run()
    {
        _bound = 0;
        var result = raw.sqlite3_step(_compiled);
        if (result == raw.SQLITE_DONE)
        {
            // Read before the reset: the count is that of the last statement to end.
            var changes = raw.sqlite3_changes(_database);
            raw.sqlite3_reset(_compiled);
            return changes;
        }

        raw.sqlite3_reset(_compiled);
        Check(result);
        return 0;
    }

    public void Dispose() => _compiled.Dispose();

    private void Require(bool isSound, string problem)
    {
        if (!isSound)
        {
            _bound = 0;
            throw new ArgumentException(problem);
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            _bound = 0;
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
