using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Time;
using LineAD.Service.Faults;
using LineAD.Service.Http;
using LineAD.Service.Metrics;
using LineAD.Storage.Journal;
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
    /// <param name="faultSocket">Unix socket for fault injection, for tests only; null for none.</param>
    /// <param name="output">Gets the READY line; the log goes to standard error.</param>
    /// <param name="cancellationToken">Stops it in order.</param>
    /// <returns>One of <see cref="ServiceExitCodes"/>.</returns>
    /// <exception cref="LineAdConfigurationException">The HTTP address is taken, or the socket cannot be made.</exception>
    public static Task<int> RunAsync(
        LineAdOptions options, string? faultSocket, TextWriter output, CancellationToken cancellationToken)
    {
        if (faultSocket is null)
        {
            return RunAsync(options, new ProductComponents(TimeProvider.System), null, output, cancellationToken);
        }

        var time = new SteppedTimeProvider();
        var faults = new FaultBoard(time);
        var components = new FaultyComponents(new ProductComponents(time, () => ThrowIfDiskFull(faults)), faults);
        return RunAsync(options, components, new FaultInjection(faults, faultSocket), output, cancellationToken);
    }

    internal static async Task<int> RunAsync(
        LineAdOptions options,
        IHostComponents components,
        FaultInjection? faults,
        TextWriter output,
        CancellationToken cancellationToken)
    {
        using var traces = Tracing.Start(options);
        await using var app = Build(options, components, output, faults);
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

    private static void ThrowIfDiskFull(FaultBoard faults)
    {
        if (faults.IsDiskFull)
        {
            JournalFaults.ThrowDiskFull();
        }
    }

    private static WebApplication Build(
        LineAdOptions options, IHostComponents components, TextWriter output, FaultInjection? faults)
    {
        // A watcher on the content root, by default the working folder, would wake up for every write to the journal in it.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        // linead.json is the one configuration: no appsettings.json or ASPNETCORE_ variable may add to it.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.WebHost.UseUrls(options.Http.Url);
        ServiceLogging.Configure(builder.Logging, options.Logging);
        AddServices(builder.Services, options, components, output);
        if (faults is not null)
        {
            builder.Services.AddSingleton(faults);
            builder.Services.AddHostedService<FaultSocket>();
        }

        var app = builder.Build();
        var runtime = app.Services.GetRequiredService<LineRuntime>();
        app.MapHealth(runtime);
        app.MapLedger(runtime);
        app.MapModels(runtime);
        app.MapShadow(runtime);
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
            components.Time,
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
