using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Prometheus;

/// <summary>Puts the export on a route.</summary>
public static class MetricServerMiddlewareExtensions
{
    private const string DefaultPattern = "/metrics";

    public static IEndpointConventionBuilder MapMetrics(
        this IEndpointRouteBuilder endpoints, string pattern = DefaultPattern, CollectorRegistry? registry = null) =>
        MapMetrics(endpoints, settings => settings.Registry = registry, pattern);

    public static IEndpointConventionBuilder MapMetrics(
        this IEndpointRouteBuilder endpoints, Action<MetricServerMiddleware.Settings> configure,
        string pattern = DefaultPattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(configure);
        var settings = new MetricServerMiddleware.Settings();
        configure(settings);
        var server = new MetricServerMiddleware(_ => Task.CompletedTask, settings);
        return endpoints.Map(pattern, server.Invoke).WithDisplayName("Prometheus metrics");
    }
}
