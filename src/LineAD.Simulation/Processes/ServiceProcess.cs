using System.Diagnostics;
using System.Text.Json;

namespace LineAD.Simulation.Processes;

/// <summary>The service in a process of its own: the very host that <c>linead serve</c> runs.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const int KeptLines = 400;
    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly string? _logFile;

    private ServiceProcess(Process process, string? logFile) => (_process, _logFile, Id) = (process, logFile, process.Id);

    /// <summary>Its process id.</summary>
    public int Id { get; }

    /// <summary>Address of its HTTP side.</summary>
    public Uri Http { get; private set; } = new("http://127.0.0.1");

    /// <summary>Its last lines of output, for error messages.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>CPU time of the process so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory of the process, bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts <c>linead serve --config FILE</c> and waits for its READY line.</summary>
    /// <param name="executable">The <c>linead</c> program.</param>
    /// <param name="configFile">Its configuration.</param>
    /// <param name="timeout">Time to get ready.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="faultSocket">Socket of its fault injection; null for none.</param>
    /// <param name="logFile">File that its output is appended to; null for none.</param>
    /// <exception cref="InvalidOperationException">It ended or did not get ready in time; the message holds its output.</exception>
    public static async Task<ServiceProcess> StartAsync(
        string executable,
        string configFile,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        string? faultSocket = null,
        string? logFile = null)
    {
        var start = new ProcessStartInfo(executable)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(configFile))!,
        };
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add("--config");
        start.ArgumentList.Add(Path.GetFullPath(configFile));
        if (faultSocket is not null)
        {
            start.ArgumentList.Add("--allow-fault-injection");
            start.ArgumentList.Add(faultSocket);
        }

        var service = new ServiceProcess(Process.Start(start)!, logFile);
        service.Listen();
        await service.WaitForReadyAsync(timeout, cancellationToken);
        return service;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    /// <summary>SIGTERM, then waits; returns the exit code.</summary>
    /// <exception cref="TimeoutException">It did not end in time and was killed.</exception>
    public async Task<int> StopAsync(TimeSpan timeout)
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(timeout);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Kill();
                throw new TimeoutException($"The service did not stop within {timeout.TotalSeconds:F0} s.{Environment.NewLine}{Tail()}");
            }
        }

        return _process.ExitCode;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith("READY ", StringComparison.Ordinal))
        {
            _ready.TrySetResult(line["READY ".Length..]);
        }

        lock (_gate)
        {
            if (_logFile is not null)
            {
                File.AppendAllText(_logFile, line + Environment.NewLine);
            }

            _lines.Enqueue(line);
            if (_lines.Count > KeptLines)
            {
                _lines.Dequeue();
            }
        }
    }

    private async Task WaitForReadyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var exited = _process.WaitForExitAsync(cancellationToken);
        var first = await Task.WhenAny(_ready.Task, exited, Task.Delay(timeout, TimeProvider.System, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (first != _ready.Task)
        {
            var what = _process.HasExited ? $"ended with code {_process.ExitCode}" : $"was not ready within {timeout.TotalSeconds:F0} s";
            Kill();
            throw new InvalidOperationException($"The service {what}.{Environment.NewLine}{Tail()}");
        }

        using var ready = JsonDocument.Parse(await _ready.Task);
        Http = new Uri(ready.RootElement.GetProperty("http").GetString()!);
    }

    private string Tail() => string.Join(Environment.NewLine, Output.TakeLast(30));
}
