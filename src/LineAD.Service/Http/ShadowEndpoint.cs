using System.Text.Json;
using LineAD.Core.Wire;
using LineAD.Pipeline.Shadow;
using LineAD.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LineAD.Service.Http;

/// <summary><c>GET /api/shadow</c>: how often a model that shadows disagrees with the one that serves, and on which parts last.</summary>
internal static class ShadowEndpoint
{
    public static void MapShadow(this IEndpointRouteBuilder routes, LineRuntime runtime) =>
        routes.MapGet("/api/shadow", context => context.WriteJsonAsync(json =>
        {
            json.WriteStartArray("shadows");
            foreach (var shadow in runtime.ReadShadows())
            {
                Write(json, shadow);
            }

            json.WriteEndArray();
        }));

    private static void Write(Utf8JsonWriter json, ShadowReport shadow)
    {
        json.WriteStartObject();
        json.WriteString("category", shadow.Model.Category);
        json.WriteString("view", shadow.Model.View);
        json.WriteNumber("version", shadow.Model.Version);
        json.WriteNumber("servingVersion", shadow.ServingVersion);
        json.WriteNumber("compared", shadow.Compared);
        json.WriteNumber("disagreements", shadow.Disagreements);
        json.WriteNumber("skipped", shadow.Skipped);
        json.WriteStartArray("last");
        foreach (var part in shadow.Last)
        {
            Write(json, part);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ShadowDisagreement part)
    {
        json.WriteStartObject();
        json.WriteString("line", part.Inspection.Station.Line);
        json.WriteString("station", part.Inspection.Station.Station);
        json.WriteString("part", part.Inspection.Part);
        json.WriteNumber("seq", part.Inspection.Seq);
        json.WriteString("camera", part.Camera);
        json.WriteString("time", part.Time);
        Write(json, "serving", part.Serving, part.ServingScore);
        Write(json, "shadow", part.Shadow, part.ShadowScore);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Verdict verdict, double score)
    {
        json.WriteStartObject(name);
        json.WriteString("verdict", verdict.ToWire());
        json.WriteNumber("score", score);
        json.WriteEndObject();
    }
}
