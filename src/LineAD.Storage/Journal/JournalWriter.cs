using LineAD.Core.Journal;
using Microsoft.Data.Sqlite;

namespace LineAD.Storage.Journal;

/// <summary>
/// Writes entries in one transaction. Counts are gathered while rows change and written once at the end, so a batch costs
/// few statements more than its rows.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly JournalStatements _sql;
    private readonly Dictionary<(string Station, bool Simulated, string Entry), long> _counts = [];

    public JournalWriter(SqliteConnection connection)
    {
        _connection = connection;
        _sql = new JournalStatements(connection);
    }

    /// <summary>Writes all of <paramref name="entries"/> or, on an exception, none.</summary>
    /// <exception cref="SqliteException">The disk is full, the file is damaged, ….</exception>
    public void Write(IReadOnlyList<JournalEntry> entries)
    {
        _counts.Clear();
        _sql.Begin();
        try
        {
            ApplyAll(entries);
            _sql.Commit();
        }
        catch
        {
            _sql.RollBack();
            throw;
        }
    }

    /// <summary>Deletes closed decisions made before <paramref name="unixMs"/>, a bounded number; true if there may be more.</summary>
    public bool Prune(long unixMs, int keep, int most) => _sql.Prune(unixMs, keep, most) >= most;

    public void Dispose()
    {
        _sql.Dispose();
        _connection.Dispose();
    }

    private void ApplyAll(IReadOnlyList<JournalEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            Apply(entries[i]);
        }

        foreach (var (key, count) in _counts)
        {
            _sql.AddCount(key.Station, key.Simulated, key.Entry, count);
        }
    }

    private void Apply(JournalEntry entry)
    {
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
            _sql.DeletePart(part.Decision.Id);
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

    private void Count(string station, bool simulated, string entry)
    {
        var key = (station, simulated, entry);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }
}
