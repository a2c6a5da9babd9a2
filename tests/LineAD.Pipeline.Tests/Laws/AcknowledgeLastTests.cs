using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>
/// Law 5: a frame is acknowledged when its terminal record is durable, and never later than deadline plus reserve.
/// </summary>
public class AcknowledgeLastTests
{
    [Fact]
    public void Acknowledge_SinkHasNotAnswered_Waits()
    {
        using var rig = new PipelineRig().Start();
        rig.Sink.Answer = null;
        var delivery = rig.Offer("0.1");
        rig.Decision();
        delivery.IsCompleted.ShouldBeFalse();
        rig.Journal.Gate.Reset();
        rig.Sink.Release(PublishOutcome.Acknowledged);
        delivery.IsCompleted.ShouldBeFalse();
        rig.Journal.Gate.Set();
        Eventually.True(() => delivery.Completions == 1);
    }

    [Fact]
    public void Acknowledge_Order_JournalHoldsTheEndAlready()
    {
        using var rig = new PipelineRig().Start();
        var inBooks = false;
        var delivery = rig.Offer("0.1", onComplete: () => inBooks = rig.Journal.Written.OfType<PartClosed>().Any());
        Eventually.True(() => delivery.IsCompleted);
        inBooks.ShouldBeTrue();
    }

    [Fact]
    public void Acknowledge_FrameThatEndsByItself_WaitsForTheJournalToo()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1");
        rig.Decision();
        rig.Settle();
        rig.Journal.Gate.Reset();
        var delivery = rig.Offer("0.1", duplicate: true);
        delivery.IsCompleted.ShouldBeFalse();
        rig.Journal.Gate.Set();
        Eventually.True(() => delivery.Completions == 1);
    }

    [Fact]
    public void Acknowledge_SinkNeverAnswers_AtDeadlinePlusReserveWithAudit()
    {
        using var rig = new PipelineRig().Start();
        rig.Sink.Answer = null;
        var delivery = rig.Offer("0.1");
        rig.Decision();
        rig.Time.Advance(549);
        delivery.IsCompleted.ShouldBeFalse();
        rig.Time.Advance(2);
        Eventually.True(() => delivery.Completions == 1);
        rig.Outputs.Reasons(OutputKind.Audit).ShouldBe(["unconfirmed"]);
        rig.Journal.Books(PipelineRig.Station).PartsClosed[(PartOutcome.AuditOnly, "unconfirmed")].ShouldBe(1);
        rig.Sink.Release(PublishOutcome.Acknowledged);
        rig.Journal.Books(PipelineRig.Station).Balanced.ShouldBeTrue();
        delivery.Completions.ShouldBe(1);
    }

    [Theory]
    [InlineData(PublishOutcome.Unheard, PartOutcome.Published, "")]
    [InlineData(PublishOutcome.Refused, PartOutcome.AuditOnly, "refused")]
    [InlineData(PublishOutcome.TooLate, PartOutcome.AuditOnly, "late")]
    [InlineData(PublishOutcome.Unknown, PartOutcome.AuditOnly, "unconfirmed")]
    public void Close_SinkAnswers_OutcomeInTheBooks(PublishOutcome answer, PartOutcome outcome, string reason)
    {
        using var rig = new PipelineRig().Start();
        rig.Sink.Answer = answer;
        var delivery = rig.Offer("0.1");
        Eventually.True(() => delivery.Completions == 1);
        rig.Journal.Books(PipelineRig.Station).PartsClosed[(outcome, reason)].ShouldBe(1);
        rig.ShouldCount(answer == PublishOutcome.Unheard ? 1 : 0, "linead_decisions_unheard_total");
    }

    [Fact]
    public void Acknowledge_RepeatWhileThePartIsOpen_EndsWithIt()
    {
        using var rig = new PipelineRig().Start();
        rig.Group.Gate.Reset();
        var first = rig.Offer("0.1");
        var again = rig.Offer("0.1", duplicate: true);
        again.IsCompleted.ShouldBeFalse();
        rig.Group.Gate.Set();
        Eventually.True(() => first.Completions == 1 && again.Completions == 1);
        rig.Sink.Count.ShouldBe(1);
        var books = rig.Journal.Books(PipelineRig.Station);
        books.FramesEnded[(FrameState.Used, "")].ShouldBe(1);
        books.FramesEnded[(FrameState.Duplicate, "")].ShouldBe(1);
    }

    [Fact]
    public void Acknowledge_JournalFullForAWhile_TriedAgain()
    {
        using var rig = new PipelineRig().Start();
        var refuse = true;
        var refusals = 0;
        rig.Journal.RefusesOn = e =>
            e is PartClosed && Volatile.Read(ref refuse) && Interlocked.Increment(ref refusals) > 0;
        var delivery = rig.Offer("0.1");
        Eventually.True(() => Volatile.Read(ref refusals) == 1);
        GoOnUntil(() => Volatile.Read(ref refusals) > 1);
        delivery.IsCompleted.ShouldBeFalse();
        Volatile.Write(ref refuse, false);
        GoOnUntil(() => delivery.Completions == 1);

        // Another thread asks for its next turn, at the clock's time, some moments after it was refused.
        void GoOnUntil(Func<bool> condition) => Eventually.True(() =>
        {
            rig.Time.Advance(1);
            return condition();
        });
        rig.Journal.Books(PipelineRig.Station).Balanced.ShouldBeTrue();
    }

    [Fact]
    public void Acknowledge_MasksAreHeldUp_DoNotMatter()
    {
        using var rig = new PipelineRig().Start();
        rig.Masks.Gate.Reset();
        rig.Outputs.IsFull = true;
        var delivery = rig.Offer("1.5");
        Eventually.True(() => delivery.IsCompleted);
    }
}
