using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>Law 6: everything is bounded, and intake never waits.</summary>
public class BoundsTests
{
    [Fact]
    public void Offer_MorePartsThanTheTableHolds_DecidedAtOnce()
    {
        using var rig = new PipelineRig(options: o => o.Pipeline.MaxOpenParts = 3, cameras: ["c1", "c2"]).Start();
        for (var i = 0; i < 5; i++)
        {
            rig.Offer("0.1", $"p{i}", (uint)i + 1);
        }

        rig.Decision(2);
        rig.Sink.Decisions.Select(d => d.Inspection.Part).ShouldBe(["p3", "p4"], ignoreOrder: true);
        rig.Sink.Decisions.ShouldAllBe(d => d.Basis == Basis.LatePolicy);
        rig.Pipeline.OpenParts.ShouldBe(3);
    }

    [Fact]
    public void Offer_PayloadBudgetSpent_DecidedAtOnce()
    {
        using var rig = new PipelineRig(options: o => o.Pipeline.PayloadBytes = 8).Start();
        rig.Decoder.Gate.Reset();
        rig.Offer("0.1", "p1");
        rig.Offer("0.1", "p2");
        rig.Decision().Inspection.Part.ShouldBe("p2");
        rig.Decision().Basis.ShouldBe(Basis.LatePolicy);
        rig.Pipeline.PayloadBytesHeld.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public void Offer_PixelPoolEmpty_DecidedAtOnceAndDropped()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("nopool");
        rig.Decision().Basis.ShouldBe(Basis.LatePolicy);
        rig.Settle();
        Eventually.True(
            () => rig.Journal.Books(PipelineRig.Station).FramesEnded.ContainsKey((FrameState.Dropped, "overload")));
    }

    [Fact]
    public void Offer_EverythingHangs_ReturnsAndHoldsABoundedNumber()
    {
        using var rig = new PipelineRig(options: o =>
        {
            o.Pipeline.DecodeQueue = 4;
            o.Pipeline.BatchQueue = 4;
        }).Start();
        rig.Group.Gate.Reset();
        for (var i = 0; i < 500; i++)
        {
            rig.Offer("0.1", $"p{i}");
        }

        // Held: one batch on the device, the two queues, the two decoders.
        Eventually.True(() => rig.Sink.Decisions.Count >= 500 - (8 + 4 + 4 + 2));
        rig.Metrics.Gauge("linead_queue_depth", "stage=decode").ShouldBeLessThanOrEqualTo(4);
        rig.Metrics.Gauge("linead_queue_depth", "stage=batch").ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void Masks_WorkersHeldUp_ShedBeforeAnyDecisionSuffers()
    {
        using var rig = new PipelineRig(options: o => o.Pipeline.MaskQueue = 2).Start();
        rig.Masks.Gate.Reset();
        for (var i = 0; i < 30; i++)
        {
            rig.Offer("1.5", $"p{i}");
            rig.Decision(i + 1).Basis.ShouldBe(Basis.Model);
        }

        var masks = rig.Metrics.Sum("linead_shed_total", "stage=mask");
        var maps = rig.Metrics.Sum("linead_shed_total", "stage=score_map");
        (masks + maps).ShouldBeInRange(26, 30);
        maps.ShouldBeGreaterThan(20, "once the queue is full no map is copied for it");
        rig.Masks.Gate.Set();
        Eventually.True(() => rig.Outputs.Of(OutputKind.Mask).Count >= 3);
    }

    [Fact]
    public void Masks_OneBatchBringsMoreThanTheQueueHolds_NoDecisionWaits()
    {
        using var rig = new PipelineRig(options: o => o.Pipeline.MaskQueue = 2).Start();
        rig.Masks.Gate.Reset();
        rig.Group.Gate.Reset();
        rig.Offer("1.5", "p0");
        Eventually.True(() => rig.Group.IsWaiting);
        for (var i = 1; i < 8; i++)
        {
            rig.Offer("1.5", $"p{i}");
        }

        Eventually.True(() => rig.Metrics.Gauge("linead_queue_depth", "stage=batch") == 7);
        rig.Group.Gate.Set();

        rig.Decision(8);
        rig.Sink.Decisions.ShouldAllBe(d => d.Basis == Basis.Model);
        Eventually.True(() => rig.Metrics.Sum("linead_shed_total", "stage=mask") > 0);
    }

    [Fact]
    public void Offer_RedeliveryStormOfOnePart_EndsOneByOneBeyondTheBound()
    {
        using var rig = new PipelineRig().Start();
        rig.Group.Gate.Reset();
        var deliveries = Enumerable.Range(0, 100).Select(_ => rig.Offer("0.1", "p1", 1)).ToArray();
        Eventually.True(() => deliveries.Count(d => d.IsCompleted) >= 60);
        deliveries[0].IsCompleted.ShouldBeFalse();
        rig.Group.Gate.Set();
        Eventually.True(() => deliveries.All(d => d.Completions == 1));
        rig.Journal.Books(PipelineRig.Station).FramesEnded[(FrameState.Duplicate, "")].ShouldBe(99);
    }
}
