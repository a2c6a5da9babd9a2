using LineAD.Core.Configuration;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;
using LineAD.Simulation.Processes;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.EndToEnd.Tests.Support;

/// <summary>A service with both transports in its configuration, and a gate that listens to both.</summary>
internal sealed class MixedLine : IAsyncDisposable
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private readonly TestLineOptions _options;
    private readonly KafkaMockCluster _cluster = new();
    private readonly MosquittoBroker _broker;

    private MixedLine(TestLineOptions options, MosquittoBroker broker)
    {
        _options = options;
        _broker = broker;
        _cluster.CreateTopics(new KafkaTopics(options.Root).All);
        Kafka = new KafkaPeer(_cluster.BootstrapServers);
        Plc = new PlcSimulator(options.Station, Time, options.Root);
    }

    public KafkaPeer Kafka { get; }

    public MqttPeer Mqtt { get; private set; } = null!;

    public PlcSimulator Plc { get; }

    public ServiceProcess Service { get; private set; } = null!;

    public static async Task<MixedLine> StartAsync(
        TestLineOptions options, Action<LineAdOptions> configure, CancellationToken cancellationToken)
    {
        var broker = await MosquittoBroker.StartAsync(new MosquittoOptions(), Time, cancellationToken);
        var line = new MixedLine(options, broker);
        try
        {
            line.Mqtt = await MqttPeer.ConnectAsync(new MqttOptions { Port = broker.Port }, "peer", cancellationToken);
            await line.Plc.AttachAsync(line.Mqtt, cancellationToken);
            line.Plc.Attach(line.Kafka);
            line.Service = await ServiceProcess.StartAsync(
                options.Executable, line.Configuration(configure), options.StartTimeout, cancellationToken, options.FaultSocket);
            return line;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    /// <summary>The cameras' side, over one of the two.</summary>
    public LineSimulator Simulate(LineOptions run, PartDeck deck, bool overKafka)
    {
        ICameraLink link = overKafka ? new KafkaCameraLink(Kafka, _options.Root) : new MqttCameraLink(Mqtt, _options.Root);
        var simulator = new LineSimulator(run with { Root = _options.Root, Cameras = _options.Cameras }, link, deck, Time);
        simulator.Sending += sent =>
        {
            if (!run.Simulated)
            {
                Plc.Arm(sent);
            }
        };
        return simulator;
    }

    /// <summary>Waits until every part that was sent has its decision, for at most 15 s.</summary>
    public async Task<bool> WaitUntilDecidedAsync(CancellationToken cancellationToken)
    {
        var began = Time.GetTimestamp();
        while (Plc.Undecided > 0 && Time.GetElapsedTime(began) < TimeSpan.FromSeconds(15))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Time, cancellationToken);
        }

        return Plc.Undecided == 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        if (Mqtt is not null)
        {
            await Mqtt.DisposeAsync();
        }

        Kafka.Dispose();
        _cluster.Dispose();
        await _broker.DisposeAsync();
        Plc.Dispose();
    }

    private string Configuration(Action<LineAdOptions> configure)
    {
        var options = ServiceConfiguration.Build(_options, _broker.Port);
        options.Kafka = new KafkaOptions
        {
            BootstrapServers = _cluster.BootstrapServers,
            GroupId = _options.Root,
            ReceiveFrames = true,
            Publish = true,
            SessionTimeoutMs = 6_000,
            FetchWaitMs = 50,
            SynchronizedClocks = true,
        };
        configure(options);
        return ServiceConfiguration.Write(options, _options.Folder);
    }
}
