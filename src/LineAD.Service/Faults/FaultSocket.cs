using System.Diagnostics.Metrics;
using System.Net.Sockets;
using LineAD.Core.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Faults;

/// <summary>
/// Takes fault commands on a Unix socket that only the process's own user can open (mode 0600). One JSON object a line in, one
/// out. It exists only where <c>--allow-fault-injection</c> was given.
/// </summary>
internal sealed class FaultSocket : IHostedService, IDisposable
{
    private const int Backlog = 4;
    private readonly FaultInjection _injection;
    private readonly ILogger _logger;
    private readonly Meter _meter;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    public FaultSocket(FaultInjection injection, IMeterFactory meters, ILogger<FaultSocket> logger)
    {
        (_injection, _logger) = (injection, logger);
        _meter = meters.Create("LineAD.Faults");
        _meter.CreateObservableGauge(
            "linead_fault_injection_enabled", () => 1, null, "1 where faults can be injected: never on a line that produces.");
        _meter.CreateObservableCounter("linead_faults_injected_total", Counts, null, "Fault commands carried out.");
    }

    /// <inheritdoc />
    /// <exception cref="LineAdConfigurationException">The socket cannot be made.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            Listen(_injection.SocketPath);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LineAdConfigurationException(
            [
                new ConfigurationError(
                    "--allow-fault-injection",
                    $"{_injection.SocketPath} cannot be made: {e.Message}",
                    "Name a new file of at most 100 characters in a folder that this process can write."),
            ]);
        }

        ServiceLog.FaultInjectionOn(_logger, _injection.SocketPath);
        _accepting = AcceptAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        File.Delete(_injection.SocketPath);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _listener.Dispose();
        _stop.Dispose();
        _meter.Dispose();
    }

    private void Listen(string path)
    {
        RemoveStale(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));

        if (!OperatingSystem.IsWindows())
        {
            // Nobody can connect before Listen: the mode is right before the first one tries.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _listener.Listen(Backlog);
    }

    /// <summary>What a killed process left there is removed; a socket that answers, or another file, is not.</summary>
    private static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused && IsEmpty(path))
        {
            File.Delete(path);
            return;
        }
        catch (SocketException)
        {
            // Another kind of file.
        }

        throw new IOException("it exists already");
    }

    private static bool IsEmpty(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: false) is null && new FileInfo(path).Length == 0;

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                // One at a time: whoever experiments on a line does one thing at a time.
                using var client = await _listener.AcceptAsync(_stop.Token);
                await new FaultSession(_injection.Board, _logger).RunAsync(client, _stop.Token);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // Stopped, or the client went away: its faults stay as it set them.
            }
        }
    }

    private IEnumerable<Measurement<long>> Counts() =>
        _injection.Board.Injected.Select(i => new Measurement<long>(i.Value, new KeyValuePair<string, object?>("fault", i.Key)));
}
