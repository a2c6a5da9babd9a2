using System.Text.Json;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LineAD.Service.Http;

/// <summary>
/// <c>GET /api/ledger</c>: both books of every station, from the journal, and whether they balance (law 1).
/// </summary>
internal static class LedgerEndpoint
{
    public static void MapLedger(this IEndpointRouteBuilder routes, LineRuntime runtime) =>
        routes.MapGet("/api/ledger", context =>
        {
            var books = runtime.ReadBooks();
            if (books is null)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return context.WriteJsonAsync(json => json.WriteString("problem", "the journal is not open"));
            }

            return context.WriteJsonAsync(json => Write(json, books));
        });

    private static void Write(Utf8JsonWriter json, IReadOnlyList<StationBooks> books)
    {
        json.WriteBoolean("balanced", books.All(b => b.Balanced));
        json.WriteStartArray("books");
        foreach (var book in books)
        {
            json.WriteStartObject();
            json.WriteString("line", book.Station?.Line);
            json.WriteString("station", book.Station?.Station);
            json.WriteBoolean("simulated", book.Simulated);
            json.WriteBoolean("balanced", book.Balanced);
            WriteFrames(json, book);
            WriteParts(json, book);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFrames(Utf8JsonWriter json, StationBooks book)
    {
        json.WriteStartObject("frames");
        json.WriteNumber("received", book.FramesReceived);
        json.WriteNumber("inFlight", book.FramesInFlight);
        json.WriteStartObject("ended");
        foreach (var ((state, reason), count) in book.FramesEnded)
        {
            json.WriteNumber(Key(state.ToSnakeCase(), reason), count);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, StationBooks book)
    {
        json.WriteStartObject("parts");
        json.WriteNumber("opened", book.PartsOpened);
        json.WriteNumber("inFlight", book.PartsInFlight);
        json.WriteStartObject("decided");
        foreach (var ((verdict, basis), count) in book.PartsDecided)
        {
            json.WriteNumber(Key(verdict.ToWire(), basis.ToWire()), count);
        }

        json.WriteEndObject();
        json.WriteStartObject("closed");
        foreach (var ((outcome, reason), count) in book.PartsClosed)
        {
            json.WriteNumber(Key(outcome.ToSnakeCase(), reason), count);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Key(string first, string second) => second.Length == 0 ? first : $"{first}:{second}";
}
