using System.Globalization;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using Microsoft.Data.Sqlite;

namespace LineAD.Storage.Journal;

/// <summary>Reads both books of every station in one snapshot.</summary>
internal static class BookReader
{
    public static IReadOnlyList<StationBooks> Read(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var books = new SortedDictionary<(string Station, bool Simulated), Draft>();
        foreach (var (station, simulated, entry, count) in Rows(connection, "SELECT station, simulated, entry, count FROM books"))
        {
            Of(books, station, simulated).Add(entry, count);
        }

        foreach (var (station, simulated, _, count) in Rows(connection, Grouped("frames", "1=1")))
        {
            Of(books, station, simulated).FramesInFlight = count;
        }

        foreach (var (station, simulated, _, count) in Rows(connection, Grouped("parts", "1=1")))
        {
            Of(books, station, simulated).PartsInFlight = count;
        }

        foreach (var (station, simulated, _, count) in Rows(connection, Grouped("decisions", "outcome=0")))
        {
            Of(books, station, simulated).Closed[(PartOutcome.Pending, "")] = count;
        }

        return [.. books.Select(b => b.Value.ToBooks(b.Key.Station, b.Key.Simulated))];
    }

    private static string Grouped(string table, string where) =>
        $"SELECT station, simulated, '', count(*) FROM {table} WHERE {where} GROUP BY station, simulated";

    private static Draft Of(SortedDictionary<(string, bool), Draft> books, string station, bool simulated)
    {
        if (!books.TryGetValue((station, simulated), out var draft))
        {
            books[(station, simulated)] = draft = new Draft();
        }

        return draft;
    }

    private static List<(string Station, bool Simulated, string Entry, long Count)> Rows(
        SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var rows = new List<(string, bool, string, long)>();
        while (row.Read())
        {
            rows.Add((row.GetString(0), row.GetBoolean(1), row.GetString(2), row.GetInt64(3)));
        }

        return rows;
    }

    private sealed class Draft
    {
        public Dictionary<(FrameState, string), long> Ended { get; } = [];

        public Dictionary<(Verdict, Basis), long> Decided { get; } = [];

        public Dictionary<(PartOutcome, string), long> Closed { get; } = [];

        public long FramesInFlight { get; set; }

        public long PartsInFlight { get; set; }

        private long FramesReceived { get; set; }

        private long PartsOpened { get; set; }

        public void Add(string entry, long count)
        {
            var fields = entry.Split(':');
            switch (fields[0])
            {
                case BookEntry.FramesReceived:
                    FramesReceived = count;
                    break;
                case BookEntry.PartsOpened:
                    PartsOpened = count;
                    break;
                case "frame":
                    Ended[((FrameState)Number(fields[1]), fields[2])] = count;
                    break;
                case "part":
                    Decided[((Verdict)Number(fields[1]), (Basis)Number(fields[2]))] = count;
                    break;
                case "closed":
                    Closed[((PartOutcome)Number(fields[1]), fields[2])] = count;
                    break;
            }
        }

        public StationBooks ToBooks(string station, bool simulated) => new()
        {
            Station = StationText.Parse(station),
            Simulated = simulated,
            FramesReceived = FramesReceived,
            FramesEnded = Ended,
            FramesInFlight = FramesInFlight,
            PartsOpened = PartsOpened,
            PartsInFlight = PartsInFlight,
            PartsDecided = Decided,
            PartsClosed = Closed,
        };

        private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
