using LineAD.Core.Configuration;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Line;
using LineAD.Simulation.Network;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;
using LineAD.Simulation.Processes;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Simulation.Loopback;

/// <summary>
/// Broker, service, cameras and a PLC on loopback: what <c>demo</c>, <c>bench</c> and the end-to-end tests run on. The service
/// is the very host of <c>linead serve</c>, in a process of its own.
/// </summary>
public sealed class TestLine : IAsyncDisposable
{
    private readonly TestLineOptions _options;
    private readonly TimeProvider _time;
    private readonly string _configuration;

    private readonly MosquittoBroker? _broker;
    private KafkaPeer? _kafka;

    private TestLine(
        TestLineOptions options, TimeProvider time, MosquittoBroker? broker, FaultyTcpProxy? proxy, string configuration)
    {
        _options = options;
        _time = time;
        _broker = broker;
        Proxy = proxy;
        _configuration = configuration;
        Plc = new PlcSimulator(options.Station, time, options.Root);
    }

    /// <summary>The MQTT broker.</summary>
    /// <exception cref="InvalidOperationException">The line runs over Kafka.</exception>
    public MosquittoBroker Broker => _broker ?? throw new InvalidOperationException("This line runs over Kafka.");

    /// <summary>Between the service and the MQTT broker, where the line was asked to have it.</summary>
    public FaultyTcpProxy? Proxy { get; }

    /// <summary>The service, or the one that took its place.</summary>
    public ServiceProcess Service { get; private set; } = null!;

    /// <summary>The connection of the cameras.</summary>
    public MqttPeer Cameras { get; private set; } = null!;

    /// <summary>The connection of the PLC.</summary>
    public MqttPeer PlcPeer { get; private set; } = null!;

    /// <summary>The gate.</summary>
    public PlcSimulator Plc { get; }

    /// <summary>Starts broker, PLC, service and cameras, in this order.</summary>
    public static async Task<TestLine> StartAsync(
        TestLineOptions options, MosquittoOptions broker, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        var mosquitto = options.KafkaServers is null
            ? await MosquittoBroker.StartAsync(broker, time, cancellationToken)
            : null;
        var proxy = options.Proxied && mosquitto is not null ? FaultyTcpProxy.Start(mosquitto.Port, time) : null;
        var configuration = ServiceConfiguration.Write(
            ServiceConfiguration.Build(options, proxy?.Port ?? mosquitto?.Port ?? 0), options.Folder);
        var line = new TestLine(options, time, mosquitto, proxy, configuration);
        try
        {
            await line.ConnectPeersAsync(cancellationToken);
            await line.StartServiceAsync(cancellationToken);
            return line;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the service, again after a kill.</summary>
    public async Task StartServiceAsync(CancellationToken cancellationToken)
    {
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        Service = await ServiceProcess.StartAsync(
            _options.Executable, _configuration, _options.StartTimeout, cancellationToken, _options.FaultSocket, _options.ServiceLog);
    }

    /// <summary>Connects the cameras and the PLC, again after the broker was away.</summary>
    public async Task ConnectPeersAsync(CancellationToken cancellationToken)
    {
        await DisposePeersAsync();
        if (_options.KafkaServers is { } servers)
        {
            _kafka = new KafkaPeer(servers, _options.KafkaFetchWaitMs);
            Plc.Attach(_kafka);
            return;
        }

        var broker = new MqttOptions { Port = Broker.Port };
        PlcPeer = await MqttPeer.ConnectAsync(broker, "plc", cancellationToken);
        await Plc.AttachAsync(PlcPeer, cancellationToken, json: _options.PlcReadsJson);
        Cameras = await MqttPeer.ConnectAsync(broker, "cameras", cancellationToken);
    }

    /// <summary>Makes the cameras' side; run it with <see cref="LineSimulator.RunAsync"/>.</summary>
    public LineSimulator Simulate(LineOptions options, PartDeck deck)
    {
        return Simulate(options, deck, Link());
    }

    /// <summary>As <see cref="Simulate(LineOptions, PartDeck)"/>, over a link of the caller's.</summary>
    public LineSimulator Simulate(LineOptions options, PartDeck deck, ICameraLink link)
    {
        var simulator = new LineSimulator(
            options with { Root = _options.Root, Station = _options.Station, Cameras = _options.Cameras }, link, deck, _time);
        simulator.Sending += Plc.Arm;
        return simulator;
    }

    /// <summary>Waits until every part that was sent has its decision; false when some have none after <paramref name="limit"/>.</summary>
    public async Task<bool> WaitUntilDecidedAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        while (Plc.Undecided > 0 && _time.GetElapsedTime(start) < limit)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), _time, cancellationToken);
        }

        return Plc.Undecided == 0;
    }

    /// <summary>Waits until the service says that it is ready again, after the broker was away.</summary>
    public async Task<bool> WaitUntilServiceListensAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var start = _time.GetTimestamp();
        while (_time.GetElapsedTime(start) < limit)
        {
            using var answer = await http.GetAsync(new Uri(Service.Http, "/health/ready"), cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), _time, cancellationToken);
        }

        return false;
    }

    /// <summary>The service's books, once everything has come to rest or <paramref name="limit"/> has passed.</summary>
    public async Task<LedgerReport> ReadLedgerAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        while (true)
        {
            var ledger = await LedgerReport.ReadAsync(Service.Http, cancellationToken);
            if (ledger.IsAtRest || _time.GetElapsedTime(start) > limit)
            {
                return ledger;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), _time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await DisposePeersAsync();
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        if (Proxy is not null)
        {
            await Proxy.DisposeAsync();
        }

        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        Plc.Dispose();
    }

    /// <summary>A link over the cameras' present connection.</summary>
    public ICameraLink Link() => _kafka is not null
        ? new KafkaCameraLink(_kafka, _options.Root)
        : new MqttCameraLink(Cameras, _options.Root);

    private async Task DisposePeersAsync()
    {
        _kafka?.Dispose();
        _kafka = null;
        if (Cameras is not null)
        {
            await Cameras.DisposeAsync();
        }

        if (PlcPeer is not null)
        {
            await PlcPeer.DisposeAsync();
        }
    }
}
