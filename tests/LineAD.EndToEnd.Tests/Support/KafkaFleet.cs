using System.Globalization;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;
using LineAD.Simulation.Processes;
using LineAD.Transport.Kafka.Client;

namespace LineAD.EndToEnd.Tests.Support;

/// <summary>Several services of one consumer group on a real broker, in transactional mode, with a gate at each station.</summary>
internal sealed class KafkaFleet : IAsyncDisposable
{
    private const string Root = "fleet";
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly KafkaBroker _broker;
    private readonly KafkaPeer _peer;
    private readonly TestLineOptions _options;
    private readonly List<ServiceProcess> _services = [];
    private readonly List<PlcSimulator> _gates = [];
    private int _records;

    private KafkaFleet(KafkaBroker broker, TestLineOptions options)
    {
        _broker = broker;
        _peer = new KafkaPeer(broker.BootstrapServers);
        _options = options with
        {
            Root = Root,
            KafkaServers = broker.BootstrapServers,
            ExactlyOnce = true,
            DeadlineMs = 60_000,
            MaxFramesPerSecond = 4,
            MaxFrameBytes = 1 << 18,
        };
    }

    /// <summary>Records in the topic of decisions, as a read-committed reader sees them.</summary>
    public int Records => Volatile.Read(ref _records);

    public IReadOnlyList<ServiceProcess> Services => _services;

    /// <summary>What all gates have seen.</summary>
    public GateSummary Summary => GateSummary.Of([.. _gates.SelectMany(g => g.Records)], Time);

    /// <summary>Starts a broker with two partitions for each process, and the processes one after the other.</summary>
    public static async Task<KafkaFleet> StartAsync(
        TestLineOptions options, int processes, int stations, CancellationToken cancellationToken)
    {
        string[] settings =
        [
            "transaction.abort.timed.out.transaction.cleanup.interval.ms=500",
        ];
        var fleet = new KafkaFleet(await KafkaBroker.StartAsync(settings, cancellationToken: cancellationToken), options);
        try
        {
            await fleet._peer.CreateTopicsAsync(new KafkaTopics(Root).All, 2 * processes);
            fleet._gates.AddRange(Enumerable.Range(1, stations).Select(i => new PlcSimulator(Station(i), Time, Root)));
            fleet._gates.ForEach(g => g.Attach(fleet._peer));
            fleet._peer.Read([new KafkaTopics(Root).Decisions], _ => Interlocked.Increment(ref fleet._records));
            for (var i = 0; i < processes; i++)
            {
                await fleet.StartServiceAsync(i, stations, cancellationToken);
            }

            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>Partitions that a process holds.</summary>
    public static async Task<int> PartitionsAsync(ServiceProcess service, CancellationToken cancellationToken)
    {
        var metrics = await MetricsReading.ReadAsync(service.Http, cancellationToken);
        return (int)metrics.Value("linead_kafka_partitions");
    }

    /// <summary>Sends parts from every station at once, at <paramref name="rate"/> parts a second each.</summary>
    public Task SendAsync(int parts, double rate, Func<PartDeck> deck, CancellationToken cancellationToken) =>
        Task.WhenAll(_gates.Select((gate, i) =>
        {
            var run = new LineOptions
            {
                Root = Root,
                Station = Station(i + 1),
                Parts = parts,
                PartsPerSecond = rate,
                Jitter = 0.5,
                Seed = i,
                PartPrefix = string.Create(CultureInfo.InvariantCulture, $"g{i}-"),
            };
            var simulator = new LineSimulator(run, new KafkaCameraLink(_peer, Root), deck(), Time);
            simulator.Sending += gate.Arm;
            return simulator.RunAsync(gate, cancellationToken);
        }));

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        _peer.Dispose();
        _gates.ForEach(g => g.Dispose());
        await _broker.DisposeAsync();
    }

    private static StationKey Station(int number) =>
        new("line1", string.Create(CultureInfo.InvariantCulture, $"gate{number}"));

    private async Task StartServiceAsync(int number, int stations, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_options.Folder, string.Create(CultureInfo.InvariantCulture, $"service{number}"));
        var options = ServiceConfiguration.Build(_options with { Folder = folder }, 0);
        var first = options.Stations[0];
        options.Instance = string.Create(CultureInfo.InvariantCulture, $"service{number}");
        options.Kafka!.SessionTimeoutMs = 3_000;
        options.Stations =
        [
            .. Enumerable.Range(1, stations).Select(i => new Core.Configuration.StationOptions
            {
                Line = Station(i).Line,
                Station = Station(i).Station,
                StationId = i,
                Category = first.Category,
                DeadlineMs = first.DeadlineMs,
                MaxDeadlineMs = first.MaxDeadlineMs,
                MaxFrameBytes = first.MaxFrameBytes,
                DeliveryReserveMs = first.DeliveryReserveMs,
                Cameras = first.Cameras,
            }),
        ];
        _services.Add(await ServiceProcess.StartAsync(
            _options.Executable,
            ServiceConfiguration.Write(options, folder),
            _options.StartTimeout,
            cancellationToken));
    }
}
