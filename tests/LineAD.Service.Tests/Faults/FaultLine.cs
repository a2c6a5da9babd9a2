using System.Globalization;
using System.Net;
using System.Text;
using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Core.Time;
using LineAD.Service.Faults;
using LineAD.Service.Hosting;
using LineAD.Service.Tests.Hosting;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Network;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;
using LineAD.Storage.Journal;
using LineAD.Testing;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Service.Tests.Faults;

/// <summary>
/// A host in this process with the real MQTT transport, the real journal and a scorer that says what the picture says, against
/// a real mosquitto behind a proxy. Cameras and gate talk to the broker directly, so they see what the fault does, not suffer it.
/// </summary>
internal sealed class FaultLine : IAsyncDisposable
{
    public const int DeadlineMs = 1000;
    public const int ReserveMs = 100;
    private static readonly StationKey Station = new("line1", "st1");
    private static readonly TimeProvider Time = TimeProvider.System;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("linead-line-");
    private readonly List<LineSimulator> _runs = [];
    private readonly List<RunningHost> _stopped = [];
    private MqttPeer _cameras = null!;
    private MqttPeer _plcPeer = null!;
    private readonly int _deadlineMs;
    private readonly PauseWitness _pauses = new();
    private int _reserveMs;
    private double _policyLeadMs;
    private int _pictures;

    private FaultLine(MosquittoBroker broker, int deadlineMs)
    {
        _deadlineMs = deadlineMs;
        Broker = broker;
        Proxy = FaultyTcpProxy.Start(broker.Port);
        Clock = new SteppedTimeProvider();
        Board = new FaultBoard(Clock);
        Plc = new PlcSimulator(Station, Time);
    }

    public MosquittoBroker Broker { get; }

    public FaultyTcpProxy Proxy { get; }

    public SteppedTimeProvider Clock { get; }

    public FaultBoard Board { get; }

    public PlcSimulator Plc { get; }

    public RunningHost Host { get; private set; } = null!;

    public IReadOnlyList<GateRecord> Records => Plc.Records;

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    public static async Task<FaultLine> StartAsync(Action<LineAdOptions>? change = null, int deadlineMs = DeadlineMs)
    {
        var broker = await MosquittoBroker.StartAsync(
            new MosquittoOptions { MaxQueuedMessages = 20_000 }, cancellationToken: Limit);
        var line = new FaultLine(broker, deadlineMs);
        await line.ConnectPeersAsync();
        line.Host = line.CreateHost(change);
        await line.Host.ReadyAsync();
        return line;
    }

    /// <summary>Stops the host in order, does something, and starts it on the same data.</summary>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        var data = Host.Data;
        (await Host.StopAsync()).ShouldBe(ServiceExitCodes.Ok);
        await meanwhile();
        var old = Host;
        Host = CreateHost(o => o.DataDirectory = data);
        _stopped.Add(old);
        await Host.ReadyAsync();
    }

    /// <summary>Connects cameras and gate, again after the broker was away.</summary>
    public async Task ConnectPeersAsync()
    {
        await DisposePeersAsync();
        var broker = new MqttOptions { Port = Broker.Port };
        _plcPeer = await MqttPeer.ConnectAsync(broker, "plc", Limit);
        await Plc.AttachAsync(_plcPeer, Limit);
        _cameras = await MqttPeer.ConnectAsync(broker, "cameras", Limit);
    }

    /// <summary>Sends parts at an even rate; every third is to be rejected.</summary>
    public Task RunAsync(int parts, double rate, Func<int, string>? score = null)
    {
        var first = (uint)Records.Count + 1;
        var line = new LineSimulator(
            new LineOptions
            {
                Station = Station,
                Cameras = ["cam1"],
                Parts = parts,
                PartsPerSecond = rate,
                FirstSeq = first,
            },
            new MqttCameraLink(_cameras, "linead"),
            new PartDeck([.. Enumerable.Range(0, parts).Select(i => Picture(score?.Invoke(i) ?? (i % 3 == 2 ? "1.5" : "0.5")))], seed: 1),
            Time);
        line.Sending += Plc.Arm;
        _runs.Add(line);
        return line.RunAsync(Plc, Limit);
    }

    /// <summary>Sends parts and waits until each has its decision.</summary>
    public async Task RunDecidedAsync(int parts, double rate, Func<int, string>? score = null)
    {
        await RunAsync(parts, rate, score);
        await DecidedAsync();
    }

    /// <summary>
    /// Waits until every part, from the given one on, has its decision. After 10 s a part may be without where the machine stood still
    /// while its policy decision was due.
    /// </summary>
    public async Task DecidedAsync(int from = 0)
    {
        var started = Time.GetTimestamp();
        while (Plc.Undecided > 0 && Silent(from).Any())
        {
            if (Time.GetElapsedTime(started) > TimeSpan.FromSeconds(10))
            {
                if (Silent(from).All(WasPaused))
                {
                    return;
                }

                throw new TimeoutException($"{SilentParts(from)}; the books: {(await Host.GetAsync("/api/ledger")).Body}");
            }

            await Task.Delay(5, Limit);
        }
    }

    public void Inject(string fault, int? milliseconds = null, int? count = null) =>
        Board.Apply(new FaultCommand { Fault = fault, Milliseconds = milliseconds, Count = count });

    /// <summary>Waits until the host can decide and deliver again.</summary>
    public Task RecoveredAsync() => Host.UntilAsync("/health/ready", HttpStatusCode.OK);

    /// <summary>
    /// What holds whatever happened: every frame that was sent is in the books once, the books balance and come to rest, no
    /// part has two decisions that differ, and none came after its deadline.
    /// </summary>
    public async Task<LedgerReport> CheckInvariantsAsync()
    {
        var ledger = await SettledLedgerAsync();
        (ledger.Balanced, ledger.IsAtRest).ShouldBe((true, true));
        _runs.Sum(r => r.Unacknowledged).ShouldBe(0);
        (ledger.FramesReceived - ledger.Frames("duplicate")).ShouldBe(_runs.Sum(r => r.Sent.Count));
        ledger.PartsOpened.ShouldBe(Records.Count);
        Records.ShouldAllBe(r => !r.Contradicted);
        InTime();
        Plc.Unknown.ShouldBe(0);
        return ledger;
    }

    /// <summary>No decision came after its deadline; time in which this process stood still after the cut-off is not counted.</summary>
    public void InTime() => DeliveryChecks.Late(Records, _deadlineMs, _reserveMs, _pauses.MillisecondsBetween).ShouldBeEmpty();

    /// <summary>Milliseconds from sending to arrival in which this process did not stand still.</summary>
    public double RunningMs(GateRecord record) => LatencyMs(record)
        - _pauses.MillisecondsBetween(record.Sent!.SentTimestamp, record.ArrivedTimestamp);

    /// <summary>Waits until that many frames were received and have ended.</summary>
    public async Task RestedAsync(long frames)
    {
        var started = Time.GetTimestamp();
        for (var seen = 0L; seen < frames;)
        {
            var ledger = await LedgerReport.ReadAsync(Host.Address, Limit);
            seen = ledger.IsAtRest ? ledger.FramesReceived : 0;
            if (Time.GetElapsedTime(started) > TimeSpan.FromSeconds(20))
            {
                throw new TimeoutException($"{seen} of {frames} frames were received.");
            }

            await Task.Delay(20, Limit);
        }
    }

    /// <summary>
    /// The books once every frame sent is in them and they are at rest, or after 10 s: the broker answers a camera before the host
    /// has the frame.
    /// </summary>
    public async Task<LedgerReport> SettledLedgerAsync()
    {
        var started = Time.GetTimestamp();
        while (true)
        {
            var ledger = await LedgerReport.ReadAsync(Host.Address, Limit);
            var seen = ledger.FramesReceived - ledger.Frames("duplicate");
            var isSettled = ledger.IsAtRest && seen >= _runs.Sum(r => r.Sent.Count);
            if (isSettled || Time.GetElapsedTime(started) > TimeSpan.FromSeconds(10))
            {
                return ledger;
            }

            await Task.Delay(20, Limit);
        }
    }

    /// <summary>From sending to arrival at the gate.</summary>
    public static double LatencyMs(GateRecord record) =>
        Time.GetElapsedTime(record.Sent!.SentTimestamp, record.ArrivedTimestamp).TotalMilliseconds;

    /// <summary>Now, comparable with the records' times.</summary>
    public static long Now() => Time.GetTimestamp();

    /// <summary>Milliseconds from <paramref name="from"/> to the sending of the part; negative when it was sent before.</summary>
    public static double SentMs(GateRecord record, long from) =>
        (record.Sent!.SentTimestamp - from) * 1000.0 / Time.TimestampFrequency;

    public async ValueTask DisposeAsync()
    {
        await DisposePeersAsync();
        await Host.DisposeAsync();
        foreach (var host in _stopped)
        {
            await host.DisposeAsync();
        }

        await Proxy.DisposeAsync();
        await Broker.DisposeAsync();
        Plc.Dispose();
        _pauses.Dispose();
        _folder.Delete(recursive: true);
    }

    private SimulatedPart Picture(string score)
    {
        var number = Interlocked.Increment(ref _pictures).ToString(CultureInfo.InvariantCulture);
        return new SimulatedPart(number, Encoding.UTF8.GetBytes($"{score} {number}"), "text/plain", score[0] != '0');
    }

    private RunningHost CreateHost(Action<LineAdOptions>? change)
    {
        var product = new ProductComponents(Clock, () =>
        {
            if (Board.IsDiskFull)
            {
                JournalFaults.ThrowDiskFull();
            }
        });
        var components = new FakeComponents
        {
            Time = Clock,
            Journal = product.OpenJournal,
            Transports = product.CreateTransports,
        };
        components.ModelsMayLoad.SetResult();
        var injection = new FaultInjection(Board, Path.Combine(_folder.FullName, "faults.sock"));
        return new RunningHost(components, o => Configure(o, change), injection);
    }

    // What the journal says of the parts whose decision did not come to the gate.
    private string SilentParts(int from) =>
        "No decision came for " + JournalStory.Of(Host.Data, Silent(from).Where(r => !WasPaused(r)));

    private IEnumerable<GateRecord> Silent(int from) => Records.Skip(from).Where(r => r.ArrivedTimestamp == 0);

    private bool WasPaused(GateRecord record) => DeliveryChecks.MayBeSilent(
        record.Sent!.SentTimestamp, _deadlineMs - _reserveMs, _policyLeadMs, _pauses.MachineMillisecondsBetween);

    private void Configure(LineAdOptions options, Action<LineAdOptions>? change)
    {
        options.Mqtt = new MqttOptions { Port = Proxy.Port, MaxReconnectDelayMs = 200, KeepAliveSeconds = 1 };
        options.Stations[0].DeadlineMs = _deadlineMs;
        options.Stations[0].MaxDeadlineMs = Math.Max(options.Stations[0].MaxDeadlineMs, _deadlineMs);
        options.Stations[0].DeliveryReserveMs = ReserveMs;
        options.Stations[0].MaxFrameBytes = 1 << 20;
        options.Logging.Level = "critical";
        change?.Invoke(options);
        _reserveMs = options.Stations[0].DeliveryReserveMs;
        _policyLeadMs = PolicyLead.Milliseconds(options) + options.Pipeline.PublishReserveMs;
    }

    private async Task DisposePeersAsync()
    {
        if (_cameras is not null)
        {
            await _cameras.DisposeAsync();
            await _plcPeer.DisposeAsync();
        }
    }
}
