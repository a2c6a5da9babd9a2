using LineAD.Core.Journal;
using Microsoft.Data.Sqlite;

namespace LineAD.Storage.Journal;

/// <summary>
/// Writes entries in one transaction. Counts are gathered while rows change and written once at the end, so a batch costs
/// few statements more than its rows.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int Mismatch = 20;
    private readonly SqliteConnection _connection;
    private readonly JournalStatements _sql;
    private readonly Dictionary<(string Station, bool Simulated, string Entry), long> _counts = [];
    private readonly List<(string Station, bool Simulated, string Entry)> _entryCounts = [];

    public JournalWriter(SqliteConnection connection)
    {
        _connection = connection;
        _sql = new JournalStatements(connection);
    }

    /// <summary>Whether an exception of a write tells of the entry, and not of the disk or the file: no later try would end better.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is not SqliteException sqlite || sqlite.SqliteErrorCode is TooBig or Constraint or Mismatch;

    /// <summary>Writes all of <paramref name="entries"/> or, on an exception, none.</summary>
    /// <exception cref="SqliteException">The disk is full, the file is damaged, ….</exception>
    /// <exception cref="ArgumentException">An entry holds a value that the journal has no form for, as NaN.</exception>
    public void Write(IReadOnlyList<JournalEntry> entries)
    {
        _counts.Clear();
        Transact(() =>
        {
            for (var i = 0; i < entries.Count; i++)
            {
                Apply(entries[i]);
                KeepCounts();
            }
        });
    }

    /// <summary>
    /// Writes those of <paramref name="entries"/> that can be, each of them whole, and returns the others by index, with what
    /// refused them. Slower than <see cref="Write"/>.
    /// </summary>
    /// <exception cref="SqliteException">The disk is full, the file is damaged, …: none was written.</exception>
    public IReadOnlyDictionary<int, Exception> WriteEach(IReadOnlyList<JournalEntry> entries)
    {
        var refused = new Dictionary<int, Exception>();
        _counts.Clear();
        Transact(() =>
        {
            for (var i = 0; i < entries.Count; i++)
            {
                _sql.Save();
                try
                {
                    Apply(entries[i]);
                    KeepCounts();
                }
                catch (Exception e) when (IsRefusal(e))
                {
                    refused[i] = e;
                    _sql.Undo();
                }

                _sql.Release();
            }
        });
        return refused;
    }

    /// <summary>Deletes closed decisions made before <paramref name="unixMs"/>, a bounded number; true if there may be more.</summary>
    public bool Prune(long unixMs, int keep, int most) => _sql.Prune(unixMs, keep, most) >= most;

    public void Dispose()
    {
        _sql.Dispose();
        _connection.Dispose();
    }

    private void Transact(Action applyEntries)
    {
        _sql.Begin();
        try
        {
            applyEntries();
            foreach (var (key, count) in _counts)
            {
                _sql.AddCount(key.Station, key.Simulated, key.Entry, count);
            }

            _sql.Commit();
        }
        catch
        {
            _sql.RollBack();
            throw;
        }
    }

    private void Apply(JournalEntry entry)
    {
        _entryCounts.Clear();
        var station = StationText.From(entry.Station);
        switch (entry)
        {
            case FrameReceived frame:
                _sql.InsertFrame(frame.FrameNumber, station, frame.Simulated);
                Count(station, frame.Simulated, BookEntry.FramesReceived);
                break;
            case FrameEnded frame:
                End(frame);
                break;
            case PartOpened part:
                // A part found open at start is opened again by its redelivered frame: the row is there, count it once.
                if (_sql.InsertPart(part, station))
                {
                    Count(station, part.Simulated, BookEntry.PartsOpened);
                }
                else
                {
                    _sql.TightenPart(part);
                }

                break;
            case PartDecided part:
                Decide(part, station);
                break;
            case PartClosed part:
                Close(part, station);
                break;
        }
    }

    private void Decide(PartDecided part, string station)
    {
        // The first decision is final: a second one for the same id changes neither row nor count (law 4).
        if (_sql.InsertDecision(part, station))
        {
            // The entry that opened it may have been refused: what is decided was opened.
            if (!_sql.DeletePart(part.Decision.Id))
            {
                Count(station, part.Simulated, BookEntry.PartsOpened);
            }

            Count(station, part.Simulated, BookEntry.Decided(part.Decision.Verdict, part.Decision.Basis));
        }
    }

    private void Close(PartClosed part, string station)
    {
        var reason = BookEntry.Text(part.AuditReason);
        if (_sql.CloseDecision(part.Id, part.Outcome, reason))
        {
            Count(station, part.Simulated, BookEntry.Closed(part.Outcome, reason));
        }

        for (var i = 0; i < part.Frames.Count; i++)
        {
            End(part.Frames[i]);
        }
    }

    private void End(FrameEnded frame)
    {
        if (_sql.DeleteFrame(frame.FrameNumber))
        {
            Count(StationText.From(frame.Station), frame.Simulated, BookEntry.Ended(frame.State, frame.Reason));
        }
    }

    private void Count(string station, bool simulated, string entry) => _entryCounts.Add((station, simulated, entry));

    // An entry that is refused half-way leaves no count either.
    private void KeepCounts()
    {
        foreach (var key in _entryCounts)
        {
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }
}
