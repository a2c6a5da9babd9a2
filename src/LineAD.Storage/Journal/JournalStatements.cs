using LineAD.Core.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LineAD.Storage.Journal;

/// <summary>The writer's compiled statements.</summary>
internal sealed class JournalStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _save = new(connection, "SAVEPOINT entry");
    private readonly Statement _undo = new(connection, "ROLLBACK TO entry");
    private readonly Statement _release = new(connection, "RELEASE entry");
    private readonly Statement _insertFrame = new(connection, "INSERT INTO frames VALUES(?,?,?)");
    private readonly Statement _deleteFrame = new(connection, "DELETE FROM frames WHERE number=?");
    private readonly Statement _insertPart = new(connection, "INSERT OR IGNORE INTO parts VALUES(?,?,?,?,?,?,?)");
    private readonly Statement _tightenPart = new(connection, "UPDATE parts SET cut_off=min(cut_off,?) WHERE id=?");
    private readonly Statement _deletePart = new(connection, "DELETE FROM parts WHERE id=?");

    private readonly Statement _insertDecision = new(
        connection, "INSERT OR IGNORE INTO decisions VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,'')");

    private readonly Statement _closeDecision = new(
        connection, "UPDATE decisions SET outcome=?, audit_reason=? WHERE id=? AND outcome=0");

    private readonly Statement _addCount = new(
        connection, "INSERT INTO books VALUES(?,?,?,?) ON CONFLICT DO UPDATE SET count=count+excluded.count");

    private readonly Statement _prune = new(
        connection,
        """
        DELETE FROM decisions WHERE id IN (
            SELECT id FROM decisions WHERE outcome<>0
            AND (decided_at<? OR decided_at<=(SELECT decided_at FROM decisions ORDER BY decided_at DESC LIMIT 1 OFFSET ?))
            ORDER BY decided_at LIMIT ?)
        """);

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>Begins an entry that may be undone alone.</summary>
    public void Save() => _save.Run();

    /// <summary>Takes back all since <see cref="Save"/>.</summary>
    public void Undo() => _undo.Run();

    /// <summary>Ends what <see cref="Save"/> began.</summary>
    public void Release() => _release.Run();

    /// <summary>Ends a transaction that failed; SQLite has ended it already for some errors.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle!) == 0)
        {
            _ = raw.sqlite3_exec(connection.Handle!, "ROLLBACK");
        }
    }

    public void InsertFrame(long number, string station, bool simulated) =>
        _insertFrame.Add(number).Add(station).Add(simulated).Run();

    public bool DeleteFrame(long number) => _deleteFrame.Add(number).Run() > 0;

    public bool InsertPart(PartOpened p, string station) => _insertPart
        .Add(unchecked((long)p.Id)).Add(station).Add(p.Simulated)
        .Add(p.Inspection.Part).Add(p.Inspection.Seq).Add(p.Category)
        .Add(p.CutOff.ToUnixTimeMilliseconds())
        .Run() > 0;

    public void TightenPart(PartOpened p) =>
        _tightenPart.Add(p.CutOff.ToUnixTimeMilliseconds()).Add(unchecked((long)p.Id)).Run();

    public bool DeletePart(ulong id) => _deletePart.Add(unchecked((long)id)).Run() > 0;

    public bool InsertDecision(PartDecided p, string station)
    {
        var d = p.Decision;
        return _insertDecision
            .Add(unchecked((long)d.Id)).Add(station).Add(p.Simulated)
            .Add(d.Inspection.Part).Add(d.Inspection.Seq).Add(d.Category)
            .Add(p.CutOff.ToUnixTimeMilliseconds()).Add(d.StationId).Add((long)d.Verdict).Add((long)d.Basis)
            .Add(d.Score).Add(d.SlackMs).Add(d.ModelVersion).Add(d.Timestamp.ToUnixTimeMilliseconds())
            .Run() > 0;
    }

    public bool CloseDecision(ulong id, PartOutcome outcome, string reason) =>
        _closeDecision.Add((long)outcome).Add(reason).Add(unchecked((long)id)).Run() > 0;

    public void AddCount(string station, bool simulated, string entry, long count) =>
        _addCount.Add(station).Add(simulated).Add(entry).Add(count).Run();

    public int Prune(long unixMs, int keep, int most) => _prune.Add(unixMs).Add(keep).Add(most).Run();

    public void Dispose()
    {
        Statement[] all =
        [
            _begin, _commit, _save, _undo, _release, _insertFrame, _deleteFrame, _insertPart, _tightenPart, _deletePart, _insertDecision,
            _closeDecision, _addCount, _prune,
        ];
        Array.ForEach(all, statement => statement.Dispose());
    }
}
