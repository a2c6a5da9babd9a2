using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests;

public class LinePipelineTests
{
    [Fact]
    public void Offer_GoodFrame_PassByModelIsPublishedThenAcknowledged()
    {
        using var rig = new PipelineRig().Start();
        var delivery = rig.Offer("0.25", "p1", 5);

        var decision = rig.Decision();
        decision.Verdict.ShouldBe(Verdict.Pass);
        decision.Basis.ShouldBe(Basis.Model);
        decision.Score.ShouldBe(0.25);
        decision.ModelVersion.ShouldBe(7);
        decision.Inspection.Seq.ShouldBe(5u);
        decision.SlackMs.ShouldBe(500);
        Eventually.True(() => delivery.Completions == 1);
        rig.Settle();
        var books = rig.Journal.Books(PipelineRig.Station);
        books.Balanced.ShouldBeTrue();
        books.FramesEnded[(FrameState.Used, "")].ShouldBe(1);
        books.PartsClosed[(PartOutcome.Published, "")].ShouldBe(1);
    }

    [Fact]
    public void Offer_BadFrame_RejectByModel()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("1.0");
        rig.Decision().Verdict.ShouldBe(Verdict.Reject);
        rig.Decision().Basis.ShouldBe(Basis.Model);
        rig.Sink.Published[0].Publication.IsRejectAtGate.ShouldBeTrue();
    }

    [Fact]
    public void Advance_NoFrameOfTriggeredPart_FaultPolicyBeforeCutOff()
    {
        using var rig = new PipelineRig().Start();
        var delivery = rig.Trigger("""{"seq":9,"part":"p9"}""");
        Eventually.True(() => delivery.IsCompleted);
        rig.Time.Advance(440);
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        rig.Decision().Verdict.ShouldBe(Verdict.Reject);
        var (publication, at) = rig.Sink.Published[0];
        at.ShouldBeLessThan(publication.CutOffTimestamp);
    }

    [Fact]
    public void Rehearsed_DeviceIsSlowToGetWarm_StartReturnsAndFramesAreScoredAfterIt()
    {
        using var warm = new ManualResetEventSlim();
        using var rig = new PipelineRig();
        rig.Group.OnRehearse = warm.Wait;
        rig.Start();
        rig.Pipeline.Rehearsed.IsCompleted.ShouldBeFalse();
        var delivery = rig.Offer("0.25");
        delivery.IsCompleted.ShouldBeFalse();
        warm.Set();
        rig.Decision().Basis.ShouldBe(Basis.Model);
        rig.Pipeline.Rehearsed.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Rehearsed_ModelsOfOneTeacher_EachArchitectureOnce()
    {
        using var rig = new PipelineRig();
        var rehearsed = 0;
        rig.Group.OnRehearse = () => rehearsed++;
        rig.Models.Set("nut", "main", 1, rig.Group);
        rig.Models.Set("screw", "main", 1, rig.Group, "afkd");
        rig.Start();
        Eventually.True(() => rig.Pipeline.Rehearsed.IsCompleted);
        rehearsed.ShouldBe(2);
    }

    [Fact]
    public void Rehearsed_DeviceFailsItsRehearsal_FramesAreScoredNevertheless()
    {
        using var rig = new PipelineRig();
        rig.Group.OnRehearse = () => throw new InvalidOperationException("no warmth");
        rig.Start();
        rig.Offer("0.25");
        rig.Decision().Basis.ShouldBe(Basis.Model);
        rig.Pipeline.Rehearsed.IsCompletedSuccessfully.ShouldBeTrue();
    }
}
