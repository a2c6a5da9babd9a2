using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using Microsoft.Data.Sqlite;

namespace LineAD.Storage.Journal;

/// <summary>Reads what an earlier run left, and the books.</summary>
internal static class JournalReader
{
    public static List<RecoveredDecision> ReadDecisions(SqliteConnection connection, long sinceUnixMs, int most)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT * FROM (SELECT station, simulated, part, seq, category, cut_off, station_id, verdict, basis, score,
                slack_ms, model, decided_at, outcome, id FROM decisions
                WHERE decided_at>=@since OR outcome=0 ORDER BY decided_at DESC LIMIT @most) ORDER BY decided_at
            """;
        command.Parameters.AddWithValue("@since", sinceUnixMs);
        command.Parameters.AddWithValue("@most", most);
        using var row = command.ExecuteReader();
        var decisions = new List<RecoveredDecision>();
        while (row.Read())
        {
            decisions.Add(ReadDecision(row));
        }

        return decisions;
    }

    public static List<PartOpened> ReadOpenParts(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT station, simulated, part, seq, category, cut_off, id FROM parts ORDER BY cut_off";
        using var row = command.ExecuteReader();
        var parts = new List<PartOpened>();
        while (row.Read())
        {
            var station = StationText.Parse(row.GetString(0)) ?? default;
            parts.Add(new PartOpened
            {
                Station = station,
                Simulated = row.GetBoolean(1),
                Inspection = new InspectionKey(station, row.GetString(2), (uint)row.GetInt64(3)),
                Category = row.GetString(4),
                CutOff = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
                Id = unchecked((ulong)row.GetInt64(6)),
            });
        }

        return parts;
    }

    private static RecoveredDecision ReadDecision(SqliteDataReader row)
    {
        var station = StationText.Parse(row.GetString(0)) ?? default;
        var decision = new Decision
        {
            Simulated = row.GetBoolean(1),
            Inspection = new InspectionKey(station, row.GetString(2), (uint)row.GetInt64(3)),
            Category = row.GetString(4),
            StationId = (ushort)row.GetInt64(6),
            Verdict = (Verdict)row.GetInt64(7),
            Basis = (Basis)row.GetInt64(8),
            Score = row.IsDBNull(9) ? null : row.GetDouble(9),
            SlackMs = row.GetInt32(10),
            ModelVersion = row.GetInt32(11),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(12)),
            Id = unchecked((ulong)row.GetInt64(14)),
        };
        var cutOff = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5));
        return new RecoveredDecision(decision, cutOff, (PartOutcome)row.GetInt64(13));
    }
}
