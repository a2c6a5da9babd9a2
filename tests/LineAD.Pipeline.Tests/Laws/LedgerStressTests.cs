using LineAD.Core.Contracts;
using LineAD.Core.Intake;
using LineAD.Core.Wire;
using LineAD.Testing;
using LineAD.Testing.Pipeline;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>
/// Law 1, and laws 2 to 5 along with it, under a random load with every kind of fault; each seed can be repeated.
/// </summary>
public class LedgerStressTests
{
    private static readonly string[] Pictures =
        ["0.1", "0.4", "0.9", "1.0", "2.5", "nan", "inf", "bad", "flat", "nopool", "0.777"];

    private static readonly PublishOutcome[] Answers =
    [
        PublishOutcome.Acknowledged, PublishOutcome.Acknowledged, PublishOutcome.Acknowledged, PublishOutcome.Unheard,
        PublishOutcome.Refused, PublishOutcome.TooLate, PublishOutcome.Unknown,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Run_RandomLoad_BooksBalanceAndEveryFrameEndsOnce(int seed)
    {
        using var rig = new PipelineRig(
            s => (s.DeadlineMs, s.ReviewFrom) = (120, 0.8),
            o => (o.Pipeline.DecodeQueue, o.Pipeline.BatchQueue, o.Pipeline.MaxOpenParts) = (8, 8, 40),
            cameras: ["c1", "c2"]).Start();
        rig.Sink.HonoursCutOff = true;
        rig.Group.FailsOn = s => s is > 0.776 and < 0.778;
        var load = new Load(rig, new Random(seed));
        for (var i = 0; i < 1000; i++)
        {
            load.Step();
        }

        rig.Group.Gate.Set();
        rig.Decoder.Gate.Set();
        for (var i = 0; i < 40; i++)
        {
            rig.Time.Advance(25);
        }

        Eventually.True(
            () => load.Deliveries.All(d => d.Completions == 1), () => $"seed {seed}: {Open(load)} frames open");
        rig.Settle();
        CheckBooks(rig, load);
        CheckDecisions(rig, load);
    }

    private static void CheckBooks(PipelineRig rig, Load load)
    {
        // A part without frames may be closed while its last entries are still in the journal's queue.
        Eventually.True(() => rig.Journal.ReadBooks().All(b => b.FramesInFlight == 0 && b.PartsInFlight == 0));
        var all = rig.Journal.ReadBooks();
        all.ShouldAllBe(b => b.Balanced);
        all.Sum(b => b.FramesReceived).ShouldBe(load.Deliveries.Count);
        foreach (var book in all)
        {
            book.PartsClosed.Keys.ShouldNotContain(k => k.Outcome == Core.Journal.PartOutcome.Pending);
        }

        var real = rig.Journal.Books(PipelineRig.Station);
        rig.ShouldCount(real.FramesReceived, "linead_frames_received_total", "station=s1");
        rig.ShouldCount(real.FramesReceived, "linead_frames_total", "station=s1");
        rig.ShouldCount(real.PartsOpened, "linead_parts_opened_total");
        rig.ShouldCount(real.PartsOpened, "linead_decisions_total");
        rig.ShouldCount(real.PartsOpened, "linead_outcomes_total");
        rig.Metrics.Gauge("linead_frames_in_flight").ShouldBe(0);
        rig.Metrics.Gauge("linead_parts_in_flight").ShouldBe(0);
    }

    private static void CheckDecisions(PipelineRig rig, Load load)
    {
        foreach (var (publication, at) in rig.Sink.Published)
        {
            at.ShouldBeLessThan(publication.CutOffTimestamp);
            var journalled = rig.Journal.DecisionOf(publication.Decision.Id);
            publication.Decision.ShouldBe(journalled);
        }

        rig.Sink.Decisions.Count.ShouldBe(rig.Sink.Decisions.Select(d => d.Id).Distinct().Count());
        foreach (var pass in rig.Sink.Decisions.Where(d => d.Verdict == Verdict.Pass))
        {
            load.IsGood(pass.Inspection.Part).ShouldBeTrue($"{pass.Inspection.Part} passed");
        }

        rig.Sink.Decisions.ShouldContain(d => d.Verdict == Verdict.Pass);
    }

    private static int Open(Load load) => load.Deliveries.Count(d => d.Completions != 1);

    private sealed class Load(PipelineRig rig, Random random)
    {
        private readonly Dictionary<string, List<string>> _views = [];
        private int _part;

        public List<RecordingDelivery> Deliveries { get; } = [];

        public void Step()
        {
            Disturb();
            if (random.Next(3) > 0)
            {
                // Gives the pipeline's threads a chance against the clock, which runs faster here than they do.
                SpinWait.SpinUntil(() => rig.Pipeline.OpenParts < 3, 3);
            }

            rig.Time.Advance(random.NextDouble() * 12);
            switch (random.Next(12))
            {
                case 0:
                    rig.Trigger($$"""{"part":"p{{_part + random.Next(3)}}","seq":{{_part + 1}}}""");
                    break;
                case 1:
                    Frame($"p{Math.Max(0, _part - random.Next(20))}", duplicate: random.Next(2) == 0);
                    break;
                case 2:
                    Unknown();
                    break;
                case 3:
                    Frame($"p{_part++}", backlog: true);
                    break;
                case 4:
                    Frame($"p{_part}", topicPart: "other");
                    break;
                case 5:
                    Frame($"s{random.Next(1000)}", simulated: true);
                    break;
                default:
                    Views();
                    break;
            }
        }

        /// <summary>Whether both views came with a picture that scores below the review band.</summary>
        public bool IsGood(string part) =>
            _views.TryGetValue(part, out var views)
            && Array.TrueForAll(["c1", "c2"], c => views.Exists(v => v == "0.1" + c || v == "0.4" + c));

        private void Views()
        {
            var part = $"p{_part++}";
            Frame(part);
            if (random.Next(8) > 0)
            {
                Frame(part, camera: "c2");
            }
        }

        private void Frame(
            string part, string? camera = null, bool duplicate = false, bool backlog = false, string? topicPart = null,
            bool simulated = false)
        {
            camera ??= random.Next(4) > 0 ? "c1" : "c2";
            var picture = random.Next(3) > 0 ? "0.1" : Pictures[random.Next(Pictures.Length)];
            if (!_views.TryGetValue(part, out var views))
            {
                _views[part] = views = [];
            }

            views.Add(picture + camera);
            Deliveries.Add(rig.Offer(
                picture, part, 0, camera, simulated, duplicate, backlog, topicPart: topicPart));
        }

        private void Unknown()
        {
            var delivery = new RecordingDelivery();
            Deliveries.Add(delivery);
            rig.Pipeline.Offer(new InboundFrame
            {
                Transport = "memory",
                Line = "l1",
                Station = random.Next(2) == 0 ? "nowhere" : "s1",
                Camera = "c7",
                Payload = new byte[] { 1 },
                ReceivedTimestamp = rig.Time.GetTimestamp(),
                Origin = "x",
                Delivery = delivery,
            });
        }

        private void Disturb()
        {
            rig.Sink.Answer = Answers[random.Next(Answers.Length)];
            if (random.Next(40) == 0)
            {
                rig.Group.Gate.Reset();
            }
            else if (random.Next(10) == 0)
            {
                rig.Group.Gate.Set();
            }

            if (random.Next(60) == 0)
            {
                rig.Decoder.Gate.Reset();
            }
            else if (random.Next(10) == 0)
            {
                rig.Decoder.Gate.Set();
            }
        }
    }
}
