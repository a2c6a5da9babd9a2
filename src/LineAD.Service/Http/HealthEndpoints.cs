using System.Text.Json;
using LineAD.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LineAD.Service.Http;

/// <summary>
/// <c>/health/live</c>: the device answers; no broker or model is asked. <c>/health/startup</c>: models are loaded and the
/// pipeline is open. <c>/health/ready</c>: it can decide by model and deliver now.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes, LineRuntime runtime)
    {
        routes.MapGet("/health/live", context => AnswerAsync(context, IsLive(runtime), "the device does not answer"));
        routes.MapGet("/health/startup", context => AnswerAsync(
            context, runtime.Phase != HostPhase.Loading, "models are being loaded"));
        routes.MapGet("/health/ready", context => AnswerAsync(context, Problem(runtime) is null, Problem(runtime)));
    }

    private static bool IsLive(LineRuntime runtime) => runtime.ReadHealth()?.IsLive ?? true;

    private static string? Problem(LineRuntime runtime) => runtime.Phase switch
    {
        HostPhase.Loading => "models are being loaded",
        HostPhase.Connecting => "brokers are being connected",
        HostPhase.Draining or HostPhase.Stopped => "stopping",
        _ when !runtime.SourcesConnected => "frames can not come in: the broker is away",
        _ => runtime.ReadHealth() is { IsReady: false } health ? health.Problem : null,
    };

    private static Task AnswerAsync(HttpContext context, bool isWell, string? problem)
    {
        context.Response.StatusCode = isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.WriteJsonAsync(json =>
        {
            json.WriteString("status", isWell ? "ok" : "unavailable");
            json.WriteString("problem", isWell ? null : problem);
        });
    }

    /// <summary>Writes one object as the response; never cached.</summary>
    internal static async Task WriteJsonAsync(this HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        var json = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (json)
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
    }
}
