using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Prometheus;

/// <summary>Answers a scrape.</summary>
public sealed class MetricServerMiddleware
{
    private readonly CollectorRegistry _registry;
    private readonly bool _enableOpenMetrics;

    public MetricServerMiddleware(RequestDelegate next, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _registry = settings.Registry ?? Metrics.DefaultRegistry;
        _enableOpenMetrics = settings.EnableOpenMetrics;
    }

    public async Task Invoke(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Response;
        try
        {
            var isOpenMetrics = _enableOpenMetrics && PrefersOpenMetrics(context.Request);

            // Collected before the status is sent, so that a failed scrape can still say so.
            using var body = new MemoryStream();
            await _registry.CollectAndExportAsTextAsync(
                body, isOpenMetrics ? ExpositionFormat.OpenMetricsText : ExpositionFormat.PrometheusText,
                context.RequestAborted);
            response.ContentType = isOpenMetrics
                ? PrometheusConstants.OpenMetricsContentTypeWithVersionAndEncoding
                : PrometheusConstants.TextContentTypeWithVersionAndEncoding;
            response.ContentLength = body.Length;
            body.Position = 0;
            await body.CopyToAsync(response.Body, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The scraper went away.
        }
    }

    private static bool PrefersOpenMetrics(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        var first = accepted
            .OrderByDescending(type => type.Quality ?? 1)
            .FirstOrDefault(type => type.MediaType == PrometheusConstants.TextContentType
                || type.MediaType == PrometheusConstants.OpenMetricsContentType);
        return first?.MediaType == PrometheusConstants.OpenMetricsContentType;
    }

    /// <summary>What is exported, and how.</summary>
    public sealed class Settings
    {
        /// <summary>The metrics; null for the default registry.</summary>
        public CollectorRegistry? Registry { get; set; }

        /// <summary>Whether OpenMetrics is offered to scrapers that prefer it.</summary>
        public bool EnableOpenMetrics { get; set; } = true;
    }
}
