using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Network;

namespace LineAD.Cli.Soak;

/// <summary>What a soak runs on: a broker, a proxy before it, the service in its own process, cameras and gate past the proxy.</summary>
internal sealed class SoakBed : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly List<(long From, long To)> _brokerAway = [];
    private readonly SoakCluster? _cluster;
    private readonly string _socket;

    private SoakBed(SoakSettings settings, TestLine line, SoakCluster? cluster, string folder, (string Root, string Socket) names)
    {
        (Settings, Line, _cluster, Folder) = (settings, line, cluster, folder);
        (Root, _socket) = names;
    }

    public static StationKey Station { get; } = new("soak", "gate");

    public SoakSettings Settings { get; }

    public TestLine Line { get; }

    /// <summary>First topic level.</summary>
    public string Root { get; }

    /// <summary>Folder of this run: configuration, journal, log of the service.</summary>
    public string Folder { get; }

    /// <summary>Between service and broker; null with the mock cluster, whose brokers name their own addresses.</summary>
    public FaultyTcpProxy? Proxy => Line.Proxy ?? _cluster?.Proxy;

    /// <summary>Which broker it is, in words.</summary>
    public string Broker => _cluster?.Origin ?? $"mosquitto on port {Line.Broker.Port}";

    /// <summary>Whether the broker can be killed and started again.</summary>
    public bool CanKillBroker => _cluster is null || _cluster.Broker is not null;

    /// <summary>kill -9 of service and broker so far.</summary>
    public int Kills { get; private set; }

    /// <summary>What broke outside the parts' own accounts.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Times without a broker, monotonic.</summary>
    public IReadOnlyList<(long From, long To)> BrokerAway => _brokerAway;

    /// <summary>Starts everything.</summary>
    public static async Task<SoakBed> StartAsync(
        SoakSettings settings, string executable, SoakModel model, CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(settings.Out), "run-" + run)).FullName;
        var socket = Path.Combine(Path.GetTempPath(), $"linead-soak-{run}.sock");
        var root = "soak-" + run;
        var cluster = settings.Transport == "kafka" ? await SoakCluster.StartAsync(root, cancellationToken) : null;
        var options = new TestLineOptions
        {
            Executable = executable,
            Folder = folder,
            Models = model.Models,
            Category = SoakModel.Category,
            Root = root,
            Station = Station,
            KafkaServers = cluster?.Direct,
            ExactlyOnce = settings.ExactlyOnce,
            MaxFramesPerSecond = Math.Max(20, settings.Rate * 3),
            MaxFrameBytes = 256 * 1024,
            DeadlineMs = settings.DeadlineMs,
            DeliveryReserveMs = settings.DeadlineMs / 5,
            Proxied = true,
            FaultSocket = socket,
            ServiceLog = Path.Combine(folder, "serve.log"),
            Configure = o => Configure(o, settings, cluster),
        };
        var broker = new MosquittoOptions { Persistence = true, MaxQueuedMessages = 50_000 };
        try
        {
            return new SoakBed(
                settings, await TestLine.StartAsync(options, broker, TimeProvider.System, cancellationToken), cluster, folder, (root, socket));
        }
        catch
        {
            await (cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    public Task WaitAsync(TimeSpan length, CancellationToken cancellationToken) => Task.Delay(length, _time, cancellationToken);

    /// <summary>Injects a fault into the service and waits.</summary>
    public async Task InjectAsync(string command, TimeSpan wait, CancellationToken cancellationToken)
    {
        await FaultClient.InjectAsync(_socket, command, cancellationToken);
        await WaitAsync(wait, cancellationToken);
    }

    /// <summary>kill -9 of the broker, and its start after <paramref name="outage"/>.</summary>
    public async Task KillBrokerAsync(TimeSpan outage, CancellationToken cancellationToken)
    {
        Kills++;
        var from = _time.GetTimestamp();
        if (_cluster is not null)
        {
            _cluster.Broker!.Kill();
            await WaitAsync(outage, cancellationToken);
            await _cluster.Broker.RestartAsync(cancellationToken);
        }
        else
        {
            Line.Broker.Kill();
            await WaitAsync(outage, cancellationToken);
            await Line.Broker.RestartAsync(cancellationToken);
            await Line.ConnectPeersAsync(cancellationToken);
        }

        _brokerAway.Add((from, _time.GetTimestamp()));
    }

    /// <summary>kill -9 of the service, and its start after <paramref name="pause"/>.</summary>
    public async Task KillServiceAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        Kills++;
        Line.Service.Kill();
        await WaitAsync(pause, cancellationToken);
        await Line.StartServiceAsync(cancellationToken);
    }

    /// <summary>SIGTERM under load, and the start again.</summary>
    public async Task StopServiceAsync(CancellationToken cancellationToken)
    {
        await EndServiceAsync();
        await Line.StartServiceAsync(cancellationToken);
    }

    /// <summary>SIGTERM; an exit code other than 0 is broken.</summary>
    public async Task EndServiceAsync()
    {
        var code = await Line.Service.StopAsync(StopLimit);
        if (code != ExitCodes.Ok)
        {
            Broken.Add($"The service ended with code {code} on SIGTERM.");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    private static void Configure(LineAdOptions options, SoakSettings settings, SoakCluster? cluster)
    {
        // The journal is the soak's account of every part: it must remember the whole run.
        options.Pipeline.DedupWindowSeconds = (int)Math.Min(86_400, (settings.Minutes * 60) + 900);
        options.Logging.Level = "information";
        if (options.Kafka is { } kafka && cluster is not null)
        {
            kafka.BootstrapServers = cluster.Proxied;

            // The host's clock will step: what waited in the log must not be taken for fresh because of it.
            kafka.SynchronizedClocks = false;
        }
    }
}
