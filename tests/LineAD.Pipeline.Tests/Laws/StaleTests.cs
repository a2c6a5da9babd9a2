using LineAD.Core.Contracts;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>Stale frames are acknowledged at once, never scored, and audit only.</summary>
public class StaleTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Offer_AgeUnknownWithoutTime_StaleAuditOnly(bool duplicate, bool backlog)
    {
        using var rig = new PipelineRig().Start();
        var delivery = rig.Offer("0.1", duplicate: duplicate, backlog: backlog);
        Eventually.True(() => delivery.IsCompleted);
        rig.Settle();
        rig.Sink.Count.ShouldBe(0);
        rig.Group.Batches.ShouldBeEmpty();
        rig.Decoder.Decoded.ShouldBe(0);
        rig.Outputs.Reasons(OutputKind.Audit).ShouldBe(["stale"]);
        var books = rig.Journal.Books(PipelineRig.Station);
        books.FramesEnded[(FrameState.Stale, "")].ShouldBe(1);
        books.PartsClosed[(PartOutcome.AuditOnly, "stale")].ShouldBe(1);
        books.Balanced.ShouldBeTrue();
    }

    [Fact]
    public void Offer_BacklogOfAnOutage_OldPartsToAuditFreshOnesScored()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", attributes: At(rig, "a", 0));
        rig.Decision();
        rig.Time.Advance(30_000);
        var old = Enumerable.Range(1, 50).Select(i => Backlog(rig, $"old{i}", 30_000 - (i * 500))).ToArray();
        rig.Offer("0.2", attributes: At(rig, "fresh", 0));
        rig.Decision(2).Inspection.Part.ShouldBe("fresh");
        Eventually.True(() => old.All(d => d.IsCompleted));
        rig.Settle();
        rig.Sink.Count.ShouldBe(2);
        rig.Group.Batches.Sum(b => b.Scores.Length).ShouldBe(2);
        rig.Journal.Books(PipelineRig.Station).FramesEnded[(FrameState.Stale, "")].ShouldBe(50);
    }

    [Fact]
    public void Offer_BacklogStillWithinItsDeadline_IsScored()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", attributes: At(rig, "a", 0));
        rig.Decision();
        Backlog(rig, "young", 100);
        rig.Decision(2).SlackMs.ShouldBe(400);
    }

    [Fact]
    public void Offer_RedeliveryOfAnOpenPart_KnowsItsAge()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2"]).Start();
        rig.Offer("0.1", "p1", 1);
        rig.Offer("0.2", "p1", 1, "c2", duplicate: true);
        rig.Decision().Score.ShouldBe(0.2);
    }

    [Fact]
    public void Offer_SourceClockSteps_CountedAndFromReceipt()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", attributes: At(rig, "a", 0));
        rig.Offer("0.1", attributes: At(rig, "b", 3_600_000));
        rig.Decision(2).SlackMs.ShouldBe(500);
        rig.ShouldCount(1, "linead_clock_steps_total");
    }

    [Fact]
    public void Trigger_AgeUnknown_OpensNothing()
    {
        using var rig = new PipelineRig().Start();
        rig.Trigger("""{"seq":4}""", ageUnknown: true).IsCompleted.ShouldBeTrue();
        rig.Pipeline.OpenParts.ShouldBe(0);
        rig.Outputs.Reasons(OutputKind.Audit).ShouldBe(["stale"]);
    }

    [Theory]
    [InlineData(499, 1)]
    [InlineData(500, 0)]
    public void Trigger_TakenUpAfterItsDeadline_OpensNothing(double receivedMsAgo, long opened)
    {
        using var rig = new PipelineRig().Start();
        rig.Trigger("""{"seq":4}""", receivedMsAgo: receivedMsAgo);
        rig.Settle();
        rig.Journal.Books(PipelineRig.Station).PartsOpened.ShouldBe(opened);
        rig.Outputs.Reasons(OutputKind.Audit).ShouldBe([opened == 0 ? "stale" : "late"]);
        rig.Sink.Count.ShouldBe(0);
    }

    private static LineAD.Testing.Pipeline.RecordingDelivery Backlog(PipelineRig rig, string part, double ageMs) =>
        rig.Offer("0.3", backlog: true, attributes: At(rig, part, ageMs));

    private static FrameAttributes At(PipelineRig rig, string part, double ageMs) => new()
    {
        PartId = part,
        Source = "cam",
        Time = rig.Time.GetUtcNow().AddMilliseconds(-ageMs).ToString("o"),
    };
}
