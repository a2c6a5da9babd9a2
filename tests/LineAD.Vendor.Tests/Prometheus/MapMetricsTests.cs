using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LineAD.Vendor.Tests.Prometheus;

public sealed class MapMetricsTests
{
    [Theory]
    [InlineData(null, "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("text/plain", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3",
        "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    public async Task Get_Accept_ChoosesTheFormat(string? accept, string contentType)
    {
        var registry = Metrics.NewCustomRegistry();
        Metrics.WithCustomRegistry(registry).CreateCounter("c_total", "Help").Inc();

        using var response = await Get(registry, accept);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.GetValues("Content-Type").ShouldBe([contentType]);
        (await response.Content.ReadAsStringAsync()).ShouldContain("c_total 1");
    }

    [Fact]
    public async Task Get_CallbackFails_StillExports()
    {
        var registry = Metrics.NewCustomRegistry();
        Metrics.WithCustomRegistry(registry).CreateGauge("g", "Help").Set(4);
        registry.AddBeforeCollectCallback(() => throw new InvalidOperationException("not now"));

        using var response = await Get(registry, null);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("g 4\n");
    }

    private static async Task<HttpResponseMessage> Get(CollectorRegistry registry, string? accept)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapMetrics(registry: registry);
        await app.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{app.Urls.Single()}/metrics");
        if (accept is not null)
        {
            foreach (var part in accept.Split(','))
            {
                request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(part));
            }
        }

        var response = await client.SendAsync(request);
        await response.Content.LoadIntoBufferAsync();
        return response;
    }
}
