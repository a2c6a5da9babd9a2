using System.Diagnostics;
using LineAD.Core.Configuration;
using LineAD.Pipeline.Tracing;
using LineAD.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace LineAD.Service.Tests.Hosting;

public class TracingTests
{
    [Fact]
    public void Start_NoEndpoint_Nothing() => Tracing.Start(new LineAdOptions()).ShouldBeNull();

    [Fact]
    public async Task Start_Endpoint_SpansReachTheCollector()
    {
        var received = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.TrySetResult(body.ToArray());
        });
        await collector.StartAsync();
        var options = new LineAdOptions
        {
            Instance = "press-7",
            Tracing = new TracingOptions { Endpoint = $"{collector.Urls.First()}/v1/traces", Protocol = "http", Share = 1 },
        };

        using (var traces = Tracing.Start(options))
        using (var source = new ActivitySource(FrameTraceSource.Name))
        {
            source.StartActivity("linead.test")!.Dispose();
            traces!.ForceFlush();
        }

        var text = System.Text.Encoding.Latin1.GetString(await received.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        text.ShouldContain("linead.test");
        text.ShouldContain("press-7");
    }
}
