using System.Globalization;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Simulation.Line;
using LineAD.Simulation.Plc;
using Microsoft.Data.Sqlite;

namespace LineAD.Service.Tests.Faults;

/// <summary>What the journal of a host knows of some parts, for the message of a test that misses their decisions.</summary>
internal static class JournalStory
{
    /// <summary>One sentence a part: its decision and what became of it, or that the journal has none.</summary>
    public static string Of(string dataDirectory, IEnumerable<GateRecord> parts)
    {
        var path = Directory.GetFiles(dataDirectory, "*.db").Single();
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return string.Join("; ", parts.Select(p => $"{p.Sent!.Name} {Row(connection, p.Sent)}"));
    }

    private static string Row(SqliteConnection connection, SentPart part)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT verdict, basis, outcome, audit_reason, decided_at, slack_ms FROM decisions WHERE part=@part";
        command.Parameters.AddWithValue("@part", part.Name);
        using var row = command.ExecuteReader();
        return !row.Read() ? $"sent {Ago(part)} ms ago is not in the journal" : string.Create(
            CultureInfo.InvariantCulture,
            $"sent {Ago(part)} ms ago, {(Verdict)row.GetInt64(0)} {(Basis)row.GetInt64(1)} {(PartOutcome)row.GetInt64(2)} '{row.GetString(3)}' decided {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - row.GetInt64(4)} ms ago with slack {row.GetInt32(5)} ms");
    }

    private static long Ago(SentPart part) => (long)TimeProvider.System.GetElapsedTime(part.SentTimestamp).TotalMilliseconds;
}
