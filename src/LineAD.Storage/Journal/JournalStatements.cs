using LineAD.Core.Journal;
using Microsoft.Data.Sqlite;

namespace LineAD.Storage.Journal;

/// <summary>The writer's prepared statements.</summary>
internal sealed class JournalStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insertFrame = new(
        connection, "INSERT INTO frames VALUES(@0,@1,@2)", 3);

    private readonly Statement _deleteFrame = new(
        connection, "DELETE FROM frames WHERE number=@0", 1);

    private readonly Statement _insertPart = new(
        connection, "INSERT OR IGNORE INTO parts VALUES(@0,@1,@2,@3,@4,@5,@6)", 7);

    private readonly Statement _tightenPart = new(
        connection, "UPDATE parts SET cut_off=min(cut_off,@1) WHERE id=@0", 2);

    private readonly Statement _deletePart = new(
        connection, "DELETE FROM parts WHERE id=@0", 1);

    private readonly Statement _insertDecision = new(
        connection,
        "INSERT OR IGNORE INTO decisions VALUES(@0,@1,@2,@3,@4,@5,@6,@7,@8,@9,@10,@11,@12,@13,0,'')",
        14);

    private readonly Statement _closeDecision = new(
        connection, "UPDATE decisions SET outcome=@1, audit_reason=@2 WHERE id=@0 AND outcome=0", 3);

    private readonly Statement _addCount = new(
        connection,
        "INSERT INTO books VALUES(@0,@1,@2,@3) ON CONFLICT DO UPDATE SET count=count+excluded.count",
        4);

    private readonly Statement _prune = new(
        connection,
        """
        DELETE FROM decisions WHERE id IN (
            SELECT id FROM decisions WHERE outcome<>0
            AND (decided_at<@0 OR decided_at<=(SELECT decided_at FROM decisions ORDER BY decided_at DESC LIMIT 1 OFFSET @1))
            ORDER BY decided_at LIMIT @2)
        """,
        3);

    public void Enlist(SqliteTransaction transaction)
    {
        foreach (var statement in All())
        {
            statement.Enlist(transaction);
        }
    }

    public void InsertFrame(long number, string station, bool simulated) => _insertFrame.Run(number, station, simulated);

    public bool DeleteFrame(long number) => _deleteFrame.Run(number) > 0;

    public bool InsertPart(PartOpened p, string station) => _insertPart.Run(
        unchecked((long)p.Id), station, p.Simulated, p.Inspection.Part, (long)p.Inspection.Seq, p.Category,
        p.CutOff.ToUnixTimeMilliseconds()) > 0;

    public void TightenPart(PartOpened p) =>
        _tightenPart.Run(unchecked((long)p.Id), p.CutOff.ToUnixTimeMilliseconds());

    public void DeletePart(ulong id) => _deletePart.Run(unchecked((long)id));

    public bool InsertDecision(PartDecided p, string station)
    {
        var d = p.Decision;
        return _insertDecision.Run(
            unchecked((long)d.Id), station, p.Simulated, d.Inspection.Part, (long)d.Inspection.Seq, d.Category,
            p.CutOff.ToUnixTimeMilliseconds(), (long)d.StationId, (long)d.Verdict, (long)d.Basis,
            d.Score is { } score ? score : DBNull.Value, (long)d.SlackMs, (long)d.ModelVersion,
            d.Timestamp.ToUnixTimeMilliseconds()) > 0;
    }

    public bool CloseDecision(ulong id, PartOutcome outcome, string reason) =>
        _closeDecision.Run(unchecked((long)id), (long)outcome, reason) > 0;

    public void AddCount(string station, bool simulated, string entry, long count) =>
        _addCount.Run(station, simulated, entry, count);

    public int Prune(long unixMs, int keep, int most)
    {
        _prune.Enlist(null);
        return _prune.Run(unixMs, (long)keep, (long)most);
    }

    public void Dispose()
    {
        foreach (var statement in All())
        {
            statement.Dispose();
        }
    }

    private Statement[] All() =>
        [_insertFrame, _deleteFrame, _insertPart, _tightenPart, _deletePart, _insertDecision, _closeDecision, _addCount, _prune];
}
