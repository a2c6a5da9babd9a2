using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Service.Http;
using LineAD.Service.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace LineAD.Service.Hosting;

/// <summary>The host of <c>linead serve</c>, the very same that demo and benchmarks run as a child process.</summary>
public static class LineAdHost
{
    private static readonly TimeSpan StopReserve = TimeSpan.FromSeconds(15);

    /// <summary>Runs until SIGTERM, SIGINT or <paramref name="cancellationToken"/>.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="output">Gets the READY line; the log goes to standard error.</param>
    /// <param name="cancellationToken">Stops it in order.</param>
    /// <returns>One of <see cref="ServiceExitCodes"/>.</returns>
    /// <exception cref="LineAdConfigurationException">The HTTP address is taken.</exception>
    public static Task<int> RunAsync(LineAdOptions options, TextWriter output, CancellationToken cancellationToken) =>
        RunAsync(options, new ProductComponents(), output, cancellationToken);

    internal static async Task<int> RunAsync(
        LineAdOptions options, IHostComponents components, TextWriter output, CancellationToken cancellationToken)
    {
        await using var app = Build(options, components, output);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new LineAdConfigurationException(
            [
                new ConfigurationError(
                    "$.http.url", $"{options.Http.Url} cannot be listened on: {e.Message}", "Write a free address, or port 0."),
            ]);
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return app.Services.GetRequiredService<LineHostedService>().ExitCode;
    }

    private static WebApplication Build(LineAdOptions options, IHostComponents components, TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // linead.json is the one configuration: no appsettings.json or ASPNETCORE_ variable may add to it.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.WebHost.UseUrls(options.Http.Url);
        ServiceLogging.Configure(builder.Logging, options.Logging);
        AddServices(builder.Services, options, components, output);
        var app = builder.Build();
        var runtime = app.Services.GetRequiredService<LineRuntime>();
        app.MapHealth(runtime);
        app.MapLedger(runtime);
        app.MapModels(runtime);
        app.MapMetrics("/metrics", app.Services.GetRequiredService<CollectorRegistry>());
        app.Services.GetRequiredService<PrometheusBridge>();
        return app;
    }

    private static void AddServices(
        IServiceCollection services, LineAdOptions options, IHostComponents components, TextWriter output)
    {
        var drain = TimeSpan.FromMilliseconds(options.Pipeline.DrainTimeoutMs) + StopReserve;
        services.Configure<HostOptions>(o => o.ShutdownTimeout = drain);
        services.AddMetrics();
        services.AddSingleton(_ => Prometheus.Metrics.NewCustomRegistry());
        services.AddSingleton(s => new PrometheusBridge(
            s.GetRequiredService<CollectorRegistry>(),
            s.GetRequiredService<ILogger<PrometheusBridge>>(),
            new PrometheusBridgeOptions { MeterFilter = m => IsOurs(m, s.GetRequiredService<IMeterFactory>()) }));
        services.AddSingleton(s => new LineRuntime(
            options,
            components,
            s.GetRequiredService<IMeterFactory>(),
            TimeProvider.System,
            s.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(s => new ReadyLine(output, s.GetRequiredService<IServer>(), options.Stations.Count));
        services.AddSingleton(new HangWatch(options.Pipeline.DeviceHangMs, drain + StopReserve, components.KillProcess));
        services.AddSingleton<LineHostedService>();
        services.AddHostedService(s => s.GetRequiredService<LineHostedService>());
    }

    // Meters of another host in the same process, as in tests, are not this host's.
    private static bool IsOurs(Meter meter, IMeterFactory factory) =>
        meter.Name == "System.Runtime"
        || (meter.Name.StartsWith("LineAD", StringComparison.Ordinal)
            && (meter.Scope is null || ReferenceEquals(meter.Scope, factory)));
}
