using System.Diagnostics;

namespace LineAD.Simulation.Brokers;

/// <summary>
/// A real Kafka broker on 127.0.0.1 as a child process, where the test broker (<c>shared/kafka</c>) lies beside the checkout.
/// It can be killed and started again on the same ports with the same log. Members are for one thread at a time.
/// </summary>
public sealed class KafkaBroker : IAsyncDisposable
{
    private const string ServersMark = "BOOTSTRAP=";
    private const string ProcessMark = "PID=";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly string _script;
    private readonly string _folder;
    private readonly IReadOnlyList<string> _settings;
    private readonly IReadOnlyDictionary<string, string> _environment;

    private KafkaBroker(string script, IReadOnlyList<string> settings, IReadOnlyDictionary<string, string> environment)
    {
        _script = script;
        _settings = settings;
        _environment = environment;
        _folder = Directory.CreateTempSubdirectory("linead-kafka-").FullName;
    }

    /// <summary>Addresses for clients.</summary>
    public string BootstrapServers { get; private set; } = "";

    /// <summary>Null while it does not run.</summary>
    public int? ProcessId { get; private set; }

    /// <summary>Folder of its log and configuration.</summary>
    public string Folder => _folder;

    /// <summary>The script that starts it, or null where there is none.</summary>
    public static string? FindScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "shared", "kafka", "start.sh");
            if (File.Exists(script))
            {
                return script;
            }
        }

        return null;
    }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="settings">Broker settings, <c>key=value</c>, over the script's own.</param>
    /// <param name="environment">Variables for the script, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BrokerException">There is none, or it did not come up within 60 s.</exception>
    public static async Task<KafkaBroker> StartAsync(
        IReadOnlyList<string>? settings = null,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default)
    {
        var script = FindScript() ?? throw new BrokerException(
            "There is no Kafka broker: shared/kafka does not lie beside the checkout.");
        var broker = new KafkaBroker(script, settings ?? [], environment ?? new Dictionary<string, string>());
        try
        {
            await broker.LaunchAsync(cancellationToken);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, like a power cut (SIGKILL).</summary>
    public void Kill()
    {
        if (ProcessId is { } id)
        {
            End(id);
        }

        ProcessId = null;
        File.Delete(Path.Combine(_folder, "pid"));
    }

    /// <summary>Starts it again on the same ports with the same log, after <see cref="Kill"/>.</summary>
    public Task RestartAsync(CancellationToken cancellationToken = default) => LaunchAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static void End(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit(StopLimit);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(_script);
        start.ArgumentList.Add(_folder);
        foreach (var setting in _settings)
        {
            start.ArgumentList.Add(setting);
        }

        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new BrokerException("bash could not be started.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await ReadAsync(process.StandardOutput, limit.Token);
        if (ProcessId is null)
        {
            throw new BrokerException($"The Kafka broker did not start: {await errors}");
        }

        await process.WaitForExitAsync(limit.Token);
    }

    private async Task ReadAsync(StreamReader output, CancellationToken cancellationToken)
    {
        while (ProcessId is null && await output.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(ServersMark, StringComparison.Ordinal))
            {
                BootstrapServers = line[ServersMark.Length..];
            }
            else if (line.StartsWith(ProcessMark, StringComparison.Ordinal))
            {
                ProcessId = int.Parse(line.AsSpan(ProcessMark.Length), System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }
}
