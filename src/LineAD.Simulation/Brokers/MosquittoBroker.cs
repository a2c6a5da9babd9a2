using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LineAD.Simulation.Brokers;

/// <summary>
/// A mosquitto child process on 127.0.0.1 for the demo and for tests. It can be killed, stopped, paused and started
/// again on the same port with the same database. Members are for one thread at a time.
/// </summary>
public sealed class MosquittoBroker : IAsyncDisposable
{
    private const int StartAttempts = 3;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    private readonly MosquittoOptions _options;
    private readonly TimeProvider _time;
    private readonly OutputRing _output = new();
    private readonly string _folder;
    private Process? _process;

    private MosquittoBroker(MosquittoOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _folder = options.Folder ?? Directory.CreateTempSubdirectory("linead-mosquitto-").FullName;
    }

    public static string Host => "127.0.0.1";

    public int Port { get; private set; }

    /// <summary>Null while it does not run.</summary>
    public int? ProcessId => _process is { HasExited: false } process ? process.Id : null;

    /// <summary>What it wrote to its log, the last 2000 lines.</summary>
    public IReadOnlyList<string> Log => _output.Lines;

    /// <summary>The program to start, or null where mosquitto is not installed.</summary>
    public static string? FindExecutable() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/sbin")
            .Append("/usr/local/sbin")
            .Select(folder => Path.Combine(folder, "mosquitto"))
            .FirstOrDefault(File.Exists);

    /// <summary>Starts it and waits until it accepts connections.</summary>
    /// <exception cref="BrokerException">It is not installed, or did not come up within 10 s.</exception>
    public static async Task<MosquittoBroker> StartAsync(
        MosquittoOptions? options = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        var broker = new MosquittoBroker(options ?? new MosquittoOptions(), time ?? TimeProvider.System);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                broker.Port = broker._options.Port != 0 ? broker._options.Port : FreePort.Next();
                await broker.LaunchAsync(cancellationToken);
                return broker;
            }
            catch (BrokerException) when (attempt < StartAttempts && broker._options.Port == 0)
            {
                // Somebody else took the free port between the look and the start.
                broker.Kill();
            }
            catch
            {
                await broker.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Ends it at once, like a power cut (SIGKILL); unsaved state is lost.</summary>
    public void Kill()
    {
        if (ProcessId != null)
        {
            _process!.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        _process = null;
    }

    /// <summary>Ends it in order (SIGTERM): it saves its database.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (ProcessId != null)
        {
            await SignalAsync("TERM", cancellationToken);
            await _process!.WaitForExitAsync(cancellationToken);
        }

        _process?.Dispose();
        _process = null;
    }

    /// <summary>Starts it again on the same port, after Kill or StopAsync.</summary>
    public Task RestartAsync(CancellationToken cancellationToken = default) => LaunchAsync(cancellationToken);

    /// <summary>It stays connected but does nothing, as on a hung machine (SIGSTOP).</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default) => SignalAsync("STOP", cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken = default) => SignalAsync("CONT", cancellationToken);

    public ValueTask DisposeAsync()
    {
        Kill();
        if (_options.Folder == null && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var executable = _options.Executable ?? FindExecutable()
            ?? throw new BrokerException("mosquitto was not found; install the Debian package 'mosquitto'.");
        var configuration = Path.Combine(_folder, "mosquitto.conf");
        var lines = MosquittoConfiguration.Lines(_options, Port, _folder);
        await File.WriteAllLinesAsync(configuration, lines, cancellationToken);
        var start = new ProcessStartInfo(executable, ["-c", configuration])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
        _process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await WaitUntilItAcceptsAsync(cancellationToken);
    }

    private async Task WaitUntilItAcceptsAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (!await AcceptsAsync(cancellationToken))
        {
            if (_process!.HasExited || _time.GetElapsedTime(started) > StartLimit)
            {
                throw new BrokerException(
                    $"mosquitto does not accept connections on port {Port}. Its last output:\n{_output.Tail(20)}");
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }

    private async Task<bool> AcceptsAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return !_process!.HasExited;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        var id = ProcessId ?? throw new BrokerException("mosquitto does not run; start it first.");
        using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
