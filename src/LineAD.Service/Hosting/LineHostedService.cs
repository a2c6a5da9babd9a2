using LineAD.Core.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Hosting;

/// <summary>
/// The one hosted service. It starts the runtime once HTTP listens, so that probes are answered while models load, and stops
/// it before HTTP does, so that a drain can be watched.
/// </summary>
internal sealed class LineHostedService(
    LineRuntime runtime, ReadyLine ready, IHostApplicationLifetime lifetime, HangWatch hang, ILogger<LineHostedService> logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _start = Task.CompletedTask;

    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; private set; }

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        runtime.DeviceHung += (_, _) => OnDeviceHung();
        _start = Task.Run(StartRuntimeAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _start;
        await runtime.StopAsync(hang.IsArmed, cancellationToken);
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private async Task StartRuntimeAsync()
    {
        try
        {
            await runtime.StartAsync(_stopping.Token);
            ready.Write(runtime.Epoch);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Told to stop before it was up: that is no failure.
        }
        catch (Exception e) when (e is ModelBundleException or TransportException or LineAdConfigurationException)
        {
            var code = e switch
            {
                ModelBundleException => ServiceExitCodes.Model,
                TransportException => ServiceExitCodes.Broker,
                _ => ServiceExitCodes.Configuration,
            };
            ServiceLog.StartFailed(logger, code, e.Message);
            End(code);
        }
        catch (Exception e)
        {
            ServiceLog.StartDefect(logger, e);
            End(ServiceExitCodes.Failed);
        }
    }

    private void OnDeviceHung()
    {
        ServiceLog.DeviceHung(logger, hang.DeviceHangMs);
        hang.Arm();
        End(ServiceExitCodes.DeviceHang);
    }

    private void End(int exitCode)
    {
        ExitCode = exitCode;
        lifetime.StopApplication();
    }
}
