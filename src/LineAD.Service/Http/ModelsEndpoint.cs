using System.Text.Json;
using LineAD.Core.Scoring;
using LineAD.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LineAD.Service.Http;

/// <summary><c>GET /api/models</c>: what serves now.</summary>
internal static class ModelsEndpoint
{
    public static void MapModels(this IEndpointRouteBuilder routes, LineRuntime runtime) =>
        routes.MapGet("/api/models", context => context.WriteJsonAsync(json =>
        {
            json.WriteStartArray("models");
            foreach (var model in runtime.Models?.Serving ?? [])
            {
                Write(json, model);
            }

            json.WriteEndArray();
        }));

    private static void Write(Utf8JsonWriter json, ModelInfo model)
    {
        json.WriteStartObject();
        json.WriteString("category", model.Category);
        json.WriteString("view", model.View);
        json.WriteNumber("version", model.Version);
        json.WriteString("architecture", model.Architecture);
        json.WriteString("teacher", model.Teacher);
        json.WriteString("hash", model.Hash);
        json.WriteString("precision", model.Precision);
        json.WriteString("device", model.Device);
        json.WriteEndObject();
    }
}
