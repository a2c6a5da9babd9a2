using System.Diagnostics.Metrics;
using System.Globalization;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Core.Wire;
using LineAD.Imaging;
using LineAD.Pipeline;
using LineAD.Service.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Service.Hosting;

/// <summary>
/// Plays a few parts through a pipeline of its own before frames come in, so that the first real part does not wait for code
/// to be compiled: measured, that costs a first decision over 100 ms. Its journal is a file of its own, removed afterwards, its
/// metrics go to a registry of their own; no broker and no scrape sees it.
/// </summary>
internal sealed class Rehearsal(IHostComponents components, IFrameDecoder decoder, BufferPool pool, TimeProvider time)
{
    /// <summary>Category of the parts played.</summary>
    public const string Category = "rehearsal";

    private const int Parts = 24;
    private const int Side = 64;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly StationKey Station = new("rehearsal", "rehearsal");

    /// <summary>
    /// Plays in <paramref name="folder"/>, which is emptied first; returns how many decisions of the model came out in 2 s.
    /// </summary>
    /// <exception cref="Core.Errors.LineAdConfigurationException">The folder cannot be written.</exception>
    public async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        // What a killed process left there would answer this one's parts as repetitions.
        Remove(folder);
        try
        {
            return await PlayAllAsync(folder, cancellationToken);
        }
        finally
        {
            Remove(folder);
        }
    }

    private async Task<int> PlayAllAsync(string folder, CancellationToken cancellationToken)
    {
        var sink = new RehearsalSink();
        await using var journal = components.OpenJournal(
            new LineAdOptions { DataDirectory = folder }, NullLoggerFactory.Instance);
        await using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = meters.GetRequiredService<IMeterFactory>();

        // An instrument's first measurement makes its metric.
        using var bridge = new PrometheusBridge(
            Prometheus.Metrics.NewCustomRegistry(),
            NullLogger<PrometheusBridge>.Instance,
            new PrometheusBridgeOptions { MeterFilter = meter => ReferenceEquals(meter.Scope, factory) });
        using var pipeline = Compose(sink, journal, factory);
        pipeline.Start();
        var started = time.GetTimestamp();
        for (var i = 1; i <= Parts && time.GetElapsedTime(started) < Limit; i++)
        {
            Play(pipeline, i);
            while (sink.Count < i && time.GetElapsedTime(started) < Limit)
            {
                await Task.Delay(Poll, time, cancellationToken);
            }
        }

        await pipeline.StopAsync(cancellationToken);
        return sink.ByModel;
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is not there, or the journal's opening will say what is wrong with it.
        }
    }

    private LinePipeline Compose(RehearsalSink sink, IJournal journal, IMeterFactory meters) =>
        new(new LinePipelineServices
        {
            Options = Options(),
            Models = new RehearsalModel(pool),
            Decoder = decoder,
            Masks = components.CreateMasks(),
            Journal = journal,
            Sinks = new Dictionary<StationKey, IReadOnlyList<IDecisionSink>> { [Station] = [sink] },
            Outputs = sink,
            Time = time,
            MeterFactory = meters,
            LoggerFactory = NullLoggerFactory.Instance,
        });

    private static LineAdOptions Options() => new()
    {
        DataDirectory = "",
        Stations =
        [
            new StationOptions
            {
                Line = Station.Line,
                Station = Station.Station,
                StationId = 1,
                Category = Category,
                DeadlineMs = 1000,
                Cameras = [new CameraOptions { Name = "rehearsal" }],
            },
        ],
    };

    // Every sixth part has a trigger and no frame, so that the late policy's way is played too.
    private void Play(LinePipeline pipeline, int number)
    {
        var part = number.ToString(CultureInfo.InvariantCulture);
        if (number % 6 == 0)
        {
            pipeline.Offer(new InboundTrigger
            {
                Line = Station.Line,
                Station = Station.Station,
                Payload = new TriggerMessage { Part = part, DeadlineMs = 80 }.Write(),
                ReceivedTimestamp = time.GetTimestamp(),
                Origin = Category,
                Delivery = NoDelivery.Instance,
            });
            return;
        }

        var (contentType, payload) = Picture(number);
        pipeline.Offer(new InboundFrame
        {
            Transport = Category,
            Line = Station.Line,
            Station = Station.Station,
            Camera = Category,
            TopicPart = part,
            Attributes = Attributes(part),
            ContentType = contentType,
            Payload = payload,
            ReceivedTimestamp = time.GetTimestamp(),
            Origin = Category,
            Delivery = NoDelivery.Instance,
        });
    }

    // All that a camera can say of a frame.
    private FrameAttributes Attributes(string part) => new()
    {
        Id = part,
        Source = Category,
        Type = CloudEventNames.FrameType,
        Time = WireTime.Format(time.GetUtcNow()),
        PartId = part,
        Sequence = part,
        DeadlineMs = "1000",
    };

    // Raw pixels and JPEG in turn.
    private static (string ContentType, byte[] Payload) Picture(int number)
    {
        var pixels = new byte[Side * Side * 3];
        new Random(number).NextBytes(pixels);
        return number % 2 == 0
            ? ($"application/x-linead-raw;w={Side};h={Side};fmt=rgb8", pixels)
            : ("image/jpeg", ImageFiles.EncodeJpeg(new RgbImage(pixels, Side, Side)));
    }

    private sealed class NoDelivery : IDelivery
    {
        public static readonly NoDelivery Instance = new();

        public void Complete()
        {
        }
    }
}
