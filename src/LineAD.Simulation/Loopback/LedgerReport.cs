using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LineAD.Simulation.Loopback;

/// <summary>Both books of a service, as its <c>/api/ledger</c> tells them, summed over stations.</summary>
public sealed record LedgerReport
{
    /// <summary>Whether every book balances (law 1).</summary>
    public required bool Balanced { get; init; }

    /// <summary>Frames received.</summary>
    public required long FramesReceived { get; init; }

    /// <summary>Frames in flight.</summary>
    public required long FramesInFlight { get; init; }

    /// <summary>Frames by <c>state</c> or <c>state:reason</c>.</summary>
    public required IReadOnlyDictionary<string, long> FramesEnded { get; init; }

    /// <summary>Parts opened.</summary>
    public required long PartsOpened { get; init; }

    /// <summary>Parts in flight.</summary>
    public required long PartsInFlight { get; init; }

    /// <summary>Parts by <c>verdict:basis</c>.</summary>
    public required IReadOnlyDictionary<string, long> PartsDecided { get; init; }

    /// <summary>Decided parts by <c>outcome</c> or <c>outcome:reason</c>.</summary>
    public required IReadOnlyDictionary<string, long> PartsClosed { get; init; }

    /// <summary>Whether nothing is in flight and every decision has its outcome.</summary>
    public bool IsAtRest =>
        FramesInFlight == 0 && PartsInFlight == 0 && PartsClosed.GetValueOrDefault("pending") == 0;

    /// <summary>Frames that ended in <paramref name="state"/>, whatever the reason.</summary>
    public long Frames(string state) =>
        FramesEnded.Where(e => e.Key == state || e.Key.StartsWith(state + ":", StringComparison.Ordinal)).Sum(e => e.Value);

    /// <summary>Reads it.</summary>
    public static async Task<LedgerReport> ReadAsync(Uri service, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var root = await http.GetFromJsonAsync<JsonNode>(new Uri(service, "/api/ledger"), cancellationToken)
            ?? throw new InvalidOperationException("/api/ledger answered with nothing.");
        return From(root);
    }

    private static LedgerReport From(JsonNode root)
    {
        var books = root["books"]!.AsArray();
        long Sum(string book, string field) => books.Sum(b => (long)b![book]![field]!);
        return new LedgerReport
        {
            Balanced = (bool)root["balanced"]!,
            FramesReceived = Sum("frames", "received"),
            FramesInFlight = Sum("frames", "inFlight"),
            FramesEnded = Merge(books, "frames", "ended"),
            PartsOpened = Sum("parts", "opened"),
            PartsInFlight = Sum("parts", "inFlight"),
            PartsDecided = Merge(books, "parts", "decided"),
            PartsClosed = Merge(books, "parts", "closed"),
        };
    }

    private static Dictionary<string, long> Merge(JsonArray books, string book, string field)
    {
        var sums = new Dictionary<string, long>();
        foreach (var entry in books.SelectMany(b => b![book]![field]!.AsObject()))
        {
            sums[entry.Key] = sums.GetValueOrDefault(entry.Key) + (long)entry.Value!;
        }

        return sums;
    }
}
