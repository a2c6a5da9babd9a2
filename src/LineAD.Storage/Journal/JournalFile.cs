using System.Globalization;
using LineAD.Core.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LineAD.Storage.Journal;

/// <summary>Opening the file and beginning a run on it.</summary>
internal static class JournalFile
{
    /// <summary>A smaller change of UTC against the monotonic clock is jitter of reading the two.</summary>
    private const long StepMs = 250;

    private static readonly string[] Parts = ["", "-wal", "-shm"];

    public static SqliteConnection OpenOrReplace(string path, TimeProvider time, ILogger logger)
    {
        try
        {
            return OpenChecked(path);
        }
        catch (Exception e) when (e is InvalidDataException or SqliteException { SqliteErrorCode: 11 or 26 })
        {
            // A power loss can damage it, a killed process can not. A line must start: set it aside, say so, begin anew.
            var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{time.GetUtcNow():yyyyMMddHHmmss}");
            foreach (var part in Parts)
            {
                if (File.Exists(path + part))
                {
                    File.Move(path + part, aside + part, overwrite: true);
                }
            }

            StorageLog.JournalDamaged(logger, path, e.Message, aside);
            return JournalSchema.OpenWriter(path);
        }
    }

    /// <summary>
    /// Raises the epoch and ends the frames that the last run left in flight; returns both numbers, and whether UTC was stepped, or
    /// the machine started anew, since the last run began.
    /// </summary>
    public static (ushort Epoch, long Frames, bool ClockStepped) BeginRun(SqliteConnection connection, TimeProvider time)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var stepped = NoteClock(connection, time);
        var epoch = (ushort)((JournalSchema.ReadNumber(connection, "SELECT value FROM meta WHERE key='epoch'") % 65535) + 1);
        JournalSchema.Execute(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"INSERT INTO meta VALUES('epoch',{epoch}) ON CONFLICT DO UPDATE SET value={epoch}"));
        var frames = JournalSchema.ReadNumber(connection, "SELECT count(*) FROM frames");
        var entry = BookEntry.Ended(FrameState.Dropped, BookEntry.Text(DropReason.Restart));
        JournalSchema.Execute(
            connection,
            $"""
            INSERT INTO books SELECT station, simulated, '{entry}', count(*) FROM frames WHERE 1=1 GROUP BY station, simulated
            ON CONFLICT DO UPDATE SET count=count+excluded.count;
            DELETE FROM frames;
            """);
        transaction.Commit();
        return (epoch, frames, stepped);
    }

    // The monotonic clock goes on over processes until the machine starts anew, so the difference tells a step of UTC.
    private static bool NoteClock(SqliteConnection connection, TimeProvider time)
    {
        var uptimeMs = (long)time.GetElapsedTime(0, time.GetTimestamp()).TotalMilliseconds;
        var difference = time.GetUtcNow().ToUnixTimeMilliseconds() - uptimeMs;
        var before = JournalSchema.ReadNumber(connection, "SELECT value FROM meta WHERE key='clock'");
        JournalSchema.Execute(
            connection, string.Create(CultureInfo.InvariantCulture, $"INSERT OR REPLACE INTO meta VALUES('clock',{difference})"));
        return before != 0 && Math.Abs(difference - before) > StepMs;
    }

    private static SqliteConnection OpenChecked(string path)
    {
        var connection = JournalSchema.OpenWriter(path);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok")
        {
            connection.Dispose();
            throw new InvalidDataException("quick_check failed");
        }

        var version = JournalSchema.ReadNumber(connection, "SELECT value FROM meta WHERE key='version'");
        if (version > JournalSchema.Version)
        {
            connection.Dispose();
            throw new NotSupportedException(
                $"The journal {path} was written by a newer LineAD (format {version}, this one reads {JournalSchema.Version}). "
                + "Run that version, or move the file away.");
        }

        JournalSchema.Execute(
            connection, $"INSERT OR REPLACE INTO meta VALUES('version',{JournalSchema.Version})");
        return connection;
    }
}
