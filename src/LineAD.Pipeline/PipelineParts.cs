using LineAD.Core.Configuration;
using LineAD.Core.Journal;
using LineAD.Pipeline.Batching;
using LineAD.Pipeline.Commands;
using LineAD.Pipeline.Deadlines;
using LineAD.Pipeline.Decoding;
using LineAD.Pipeline.Intake;
using LineAD.Pipeline.Masks;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Publishing;
using LineAD.Pipeline.Recovery;
using LineAD.Pipeline.Scoring;
using LineAD.Pipeline.Shadow;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Status;
using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline;

/// <summary>The composed pipeline: every part made once, in the order of their needs.</summary>
internal sealed class PipelineParts : IDisposable
{
    private readonly DeadlineThread _deadlines;
    private readonly ScoringThread _scoring;
    private int _stopped;

    public PipelineParts(LinePipelineServices s)
    {
        var options = s.Options.Pipeline;
        var policyLeadMs = PolicyLead.Milliseconds(s.Options);
        var directory = string.IsNullOrEmpty(s.Options.DataDirectory) ? null : s.Options.DataDirectory;
        Logger = s.LoggerFactory.CreateLogger("LineAD.Pipeline");
        Clock = new MonotonicClock(s.Time);
        Metrics = new PipelineMetrics(s.MeterFactory);
        Journal = s.Journal;
        Options = options;
        Stations = CreateStations(s);
        StateFile = new StationStateFile(directory, Logger);
        Commands = new StationCommands(Stations, s.Models, StateFile, Logger);
        _deadlines = new DeadlineThread(Clock, Logger);
        InHand = InHandFile.Open(directory, Logger);
        Table = new PartTable(options.MaxOpenParts);
        Payloads = new ByteBudget(options.PayloadBytes);
        Watch = new DeviceWatch(Clock, options.DeviceHangMs, Logger);

        var window = new DecisionWindow(Clock.TicksOfSeconds(options.DedupWindowSeconds), options.DedupMaxParts);
        var writer = new DurableWriter(Journal, _deadlines, Clock, Metrics);
        var outputs = new OutputDesk(s.Outputs, Clock, Metrics);
        Ledger = new FrameLedger(writer, Metrics);
        var publisher = new DecisionPublisher(writer, Ledger, Table, window, outputs, Metrics, Logger);
        Lifecycle = new PartLifecycle(
            publisher, Table, Ledger, outputs, _deadlines, Journal, Metrics, Clock, policyLeadMs);
        Masks = new MaskStage(
            s.Masks, outputs, Metrics, Clock, Math.Max(1, options.MaskWorkers), options.MaskQueue, Logger);
        publisher.Decided = Masks.Offer;

        var costs = new CostModel(Clock);
        var reserve = Clock.Ticks(options.PublishReserveMs + policyLeadMs);
        var planner = new BatchPlanner(costs, options.MaxBatch, reserve);
        Batcher = new Batcher(Clock, costs, planner, options.BatchQueue);
        DecodeWorkers = options.DecodeWorkers > 0
            ? options.DecodeWorkers
            : Math.Clamp(Environment.ProcessorCount / 2, 1, 8);
        Decode = new DecodeStage(
            s.Models,
            s.Decoder,
            Lifecycle,
            Batcher,
            InHand,
            Metrics,
            Clock,
            DecodeWorkers,
            options.DecodeQueue,
            Logger);
        Batcher.Expected = () => Decode.Coming;
        Shadow = new ShadowStage(s.Models, Watch, Metrics, Clock, ShortestTimeMs(s.Options), Logger);
        _scoring = new ScoringThread(Batcher, s.Models, Lifecycle, Masks, Shadow, InHand, Watch, Metrics, Clock, Logger);
        Intake = CreateIntake(window, publisher, outputs);
        Status = new StatusBoard(
            Stations, Table, s.Models, Journal, Watch, Clock, Logger, s.Options.Instance ?? Environment.MachineName);
        Recovery = new RestartRecovery(Stations, window, Lifecycle, publisher, outputs, _deadlines, Journal, Clock);
    }

    public ILogger Logger { get; }

    public MonotonicClock Clock { get; }

    public PipelineMetrics Metrics { get; }

    public IJournal Journal { get; }

    public PipelineOptions Options { get; }

    public StationSet Stations { get; }

    public StationStateFile StateFile { get; }

    public StationCommands Commands { get; }

    public InHandFile InHand { get; }

    public PartTable Table { get; }

    public ByteBudget Payloads { get; }

    public DeviceWatch Watch { get; }

    public FrameLedger Ledger { get; }

    public PartLifecycle Lifecycle { get; }

    public MaskStage Masks { get; }

    public ShadowStage Shadow { get; }

    public Batcher Batcher { get; }

    public DecodeStage Decode { get; }

    public FrameIntake Intake { get; }

    public StatusBoard Status { get; }

    public RestartRecovery Recovery { get; }

    public int DecodeWorkers { get; }

    public int MaxOpenParts => Options.MaxOpenParts;

    public Task Rehearsed => _scoring.Rehearsed;

    public void StartThreads()
    {
        foreach (var station in Stations.All)
        {
            Metrics.Initialise(station.Tags, station.Category);
        }

        _deadlines.Start(Tick);
        Masks.Workers.Start();
        _scoring.Start();
        Decode.Workers.Start();
    }

    /// <summary>Ends the threads, the deadline thread last: until then it keeps the open parts' times.</summary>
    public void StopThreads()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        Decode.Dispose();
        _scoring.Dispose();
        Masks.Dispose();
        _deadlines.Dispose();
    }

    public void Dispose()
    {
        StopThreads();
        InHand.Dispose();
        Metrics.Dispose();
    }

    private void Tick(long now)
    {
        Watch.Check(now);
        Status.Tick(now);
    }

    private FrameIntake CreateIntake(DecisionWindow window, DecisionPublisher publisher, OutputDesk outputs)
    {
        var identities = new IdentityResolver(Table, Metrics, Logger);
        var frameClock = new FrameClock(Clock, Metrics, Logger);
        var admission = new FrameAdmission(identities, frameClock, Table, window, Lifecycle, Metrics, Clock);
        var frames = new StationIntake(
            admission, Lifecycle, publisher, Ledger, outputs, Decode, InHand, Payloads, Metrics, Clock);
        var triggers = new TriggerIntake(identities, Table, window, Lifecycle, outputs, Clock);
        return new FrameIntake(Stations, Ledger, Lifecycle, outputs, frames, triggers, Logger);
    }

    // From a frame's start to its cut-off, where that is shortest.
    private static double ShortestTimeMs(LineAdOptions options) =>
        options.Stations.Min(s => s.DeadlineMs - s.DeliveryReserveMs);

    private static StationSet CreateStations(LinePipelineServices services)
    {
        var stations = new List<StationRuntime>();
        var camera = 0;
        foreach (var options in services.Options.Stations)
        {
            var sinks = services.Sinks.GetValueOrDefault(options.Key);
            stations.Add(new StationRuntime(options, sinks ?? [], ref camera));
        }

        return new StationSet(stations);
    }
}
