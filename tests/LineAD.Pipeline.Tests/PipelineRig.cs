using System.Text;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Wire;
using LineAD.Testing;
using LineAD.Testing.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Pipeline.Tests;

/// <summary>A pipeline with fakes all around it and a clock that the test advances.</summary>
internal sealed class PipelineRig : IDisposable
{
    public const string Category = "bolt";
    public static readonly StationKey Station = new("l1", "s1");
    private int _picture;

    public PipelineRig(
        Action<StationOptions>? station = null,
        Action<LineAdOptions>? options = null,
        InMemoryJournal? journal = null,
        ManualTimeProvider? time = null,
        FakeGroup? group = null,
        string dataDirectory = "",
        string[]? cameras = null)
    {
        Time = time ?? new ManualTimeProvider();
        Journal = journal ?? new InMemoryJournal();
        Sink = new RecordingSink(Time);
        Decoder = new FakeDecoder(Leaks.Pool);
        Group = group ?? new FakeGroup("g", Leaks.Pool);
        Options = CreateOptions(station, options, cameras ?? ["c1"], dataDirectory);
        foreach (var camera in Options.Stations[0].Cameras)
        {
            Models.Set(Category, camera.View, 7, Group);
        }

        Pipeline = new LinePipeline(new LinePipelineServices
        {
            Options = Options,
            Models = Models,
            Decoder = Decoder,
            Masks = Masks,
            Journal = Journal,
            Sinks = new Dictionary<StationKey, IReadOnlyList<IDecisionSink>> { [Station] = [Sink] },
            Outputs = Outputs,
            Time = Time,
            MeterFactory = Metrics,
            LoggerFactory = NullLoggerFactory.Instance,
        });
    }

    public ManualTimeProvider Time { get; }

    public LineAdOptions Options { get; }

    public InMemoryJournal Journal { get; }

    public LeakGuard Leaks { get; } = new();

    public RecordingSink Sink { get; }

    public RecordingOutputSink Outputs { get; } = new();

    public FakeRegistry Models { get; } = new();

    public FakeDecoder Decoder { get; }

    public FakeGroup Group { get; }

    public FakeMaskExtractor Masks { get; } = new();

    public MetricRecorder Metrics { get; } = new();

    public LinePipeline Pipeline { get; }

    public PipelineRig Start()
    {
        Pipeline.Start();
        return this;
    }

    /// <summary>Offers a frame whose picture is unique and scores as <paramref name="score"/> says.</summary>
    public RecordingDelivery Offer(
        string score,
        string? part = "p1",
        uint seq = 0,
        string camera = "c1",
        bool simulated = false,
        bool duplicate = false,
        bool backlog = false,
        FrameAttributes? attributes = null,
        byte[]? payload = null,
        string? topicPart = null,
        Action? onComplete = null)
    {
        var delivery = new RecordingDelivery { OnComplete = onComplete };
        attributes ??= new FrameAttributes
        {
            PartId = part,
            Sequence = seq == 0 ? null : seq.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Simulated = simulated ? "true" : null,
        };
        Pipeline.Offer(new InboundFrame
        {
            Transport = "memory",
            Line = Station.Line,
            Station = Station.Station,
            Camera = camera,
            TopicPart = topicPart,
            Attributes = attributes,
            Payload = payload ?? Encoding.UTF8.GetBytes($"{score} {Interlocked.Increment(ref _picture)}"),
            ReceivedTimestamp = Time.GetTimestamp(),
            Duplicate = duplicate,
            Backlog = backlog,
            Origin = $"linead/l1/s1/frame/{camera}",
            Delivery = delivery,
        });
        return delivery;
    }

    public RecordingDelivery Trigger(string json, bool ageUnknown = false, double receivedMsAgo = 0)
    {
        var delivery = new RecordingDelivery();
        Pipeline.Offer(new InboundTrigger
        {
            Line = Station.Line,
            Station = Station.Station,
            Payload = Encoding.UTF8.GetBytes(json),
            ReceivedTimestamp = Time.GetTimestamp() - (long)(receivedMsAgo * TimeSpan.TicksPerMillisecond),
            AgeUnknown = ageUnknown,
            Origin = "linead/l1/s1/trigger",
            Delivery = delivery,
        });
        return delivery;
    }

    /// <summary>Waits for the n-th decision and returns it.</summary>
    public Decision Decision(int number = 1)
    {
        Eventually.True(() => Sink.Decisions.Count >= number, () => $"decision {number}; {Sink.Decisions.Count} came");
        return Sink.Decisions[number - 1];
    }

    /// <summary>
    /// Waits until a counter's sum is <paramref name="expected"/>: a decision is counted after it was handed over, so
    /// that who has seen it has not seen its count.
    /// </summary>
    public void ShouldCount(double expected, string instrument, params string[] labels) => Eventually.True(
        () => Metrics.Sum(instrument, labels) == expected,
        () => $"{expected} of {instrument} {string.Join(' ', labels)}; it is {Metrics.Sum(instrument, labels)}");

    /// <summary>Waits until every part is closed, with the clock standing still.</summary>
    public void Settle() => Eventually.True(
        () => Pipeline.OpenParts == 0, () => $"{Pipeline.OpenParts} parts stay open");

    public void Dispose()
    {
        Group.Gate.Set();
        Decoder.Gate.Set();
        Masks.Gate.Set();
        Journal.Gate.Set();
        Pipeline.Dispose();
        Journal.DisposeAsync().AsTask().Wait();
        Leaks.Dispose();
        Metrics.Dispose();
        if (Pipeline.OpenParts == 0)
        {
            Pipeline.PayloadBytesHeld.ShouldBe(0);
        }

        Models.OutstandingLeases.ShouldBe(0);
    }

    private static LineAdOptions CreateOptions(
        Action<StationOptions>? configure, Action<LineAdOptions>? options, string[] cameras, string dataDirectory)
    {
        var station = new StationOptions
        {
            Line = Station.Line,
            Station = Station.Station,
            StationId = 11,
            Category = Category,
            DeadlineMs = 500,
            DeliveryReserveMs = 50,
            Cameras = [.. cameras.Select(c => new CameraOptions { Name = c })],
        };
        configure?.Invoke(station);
        var all = new LineAdOptions
        {
            DataDirectory = dataDirectory,
            Stations = [station],
            Pipeline = new PipelineOptions { DecodeWorkers = 2 },
        };
        options?.Invoke(all);
        return all;
    }
}
