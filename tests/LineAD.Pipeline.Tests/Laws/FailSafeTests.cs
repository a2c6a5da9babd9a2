using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>Law 3: a pass needs evidence.</summary>
public class FailSafeTests
{
    private const double PolicyTimeMs = 441;

    [Theory]
    [InlineData("nan", "score_not_finite")]
    [InlineData("inf", "score_not_finite")]
    [InlineData("bad", "image_undecodable")]
    [InlineData("flat", "image_implausible")]
    public void Offer_ViewWithoutUsableScore_FaultPolicyAtOnceAndQuarantined(string payload, string reason)
    {
        using var rig = new PipelineRig().Start();
        var delivery = rig.Offer(payload);
        rig.Decision().Verdict.ShouldBe(Verdict.Reject);
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        rig.Decision().Score.ShouldBeNull();
        rig.Decision().ModelVersion.ShouldBe(0);
        Eventually.True(() => delivery.Completions == 1);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe([reason]);
        rig.Journal.Books(PipelineRig.Station).FramesEnded[(FrameState.Quarantined, reason)].ShouldBe(1);
    }

    [Fact]
    public void Policy_OneViewMissing_FaultPolicyThoughTheOtherIsGood()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2"]).Start();
        rig.Offer("0.1", "p1", 1);
        Eventually.True(() => !rig.Group.Batches.IsEmpty);
        rig.Sink.Count.ShouldBe(0);
        rig.Time.Advance(PolicyTimeMs);
        rig.Decision().Verdict.ShouldBe(Verdict.Reject);
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
    }

    [Fact]
    public void Offer_SamePictureUnderAnotherPart_CountsAsMissing()
    {
        using var rig = new PipelineRig().Start();
        byte[] picture = [.. "0.1 same"u8];
        rig.Offer("", "p1", payload: picture);
        rig.Decision().Verdict.ShouldBe(Verdict.Pass);
        rig.Offer("", "p2", payload: picture);
        Eventually.True(() => rig.Outputs.Reasons(OutputKind.DeadLetter).Contains("image_repeated"));
        rig.Time.Advance(PolicyTimeMs);
        rig.Decision(2).Basis.ShouldBe(Basis.FaultPolicy);
        rig.Decision(2).Verdict.ShouldBe(Verdict.Reject);
    }

    [Fact]
    public void Offer_NoModelServes_FaultPolicyAndPreoperational()
    {
        using var rig = new PipelineRig();
        rig.Models.Remove(PipelineRig.Category, "main");
        rig.Start();
        rig.Offer("0.1");
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        Eventually.True(() => rig.Sink.States.Count > 0);
        rig.Sink.States[^1].State.ShouldBe(StationState.Preoperational);
        rig.Pipeline.ReadHealth().IsReady.ShouldBeFalse();
    }

    [Fact]
    public void Offer_WorstOfTwoViewsIsBad_RejectsWithoutWaiting()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2"]).Start();
        rig.Offer("1.7", "p1", 1, "c2");
        rig.Decision().Verdict.ShouldBe(Verdict.Reject);
        rig.Decision().Score.ShouldBe(1.7);
    }

    [Fact]
    public void Offer_ReviewBand_ReviewWhichTheGateTreatsAsReject()
    {
        using var rig = new PipelineRig(s => s.ReviewFrom = 0.8).Start();
        rig.Offer("0.85");
        rig.Decision().Verdict.ShouldBe(Verdict.Review);
        rig.Sink.Published[0].Publication.IsRejectAtGate.ShouldBeTrue();
    }

    [Fact]
    public void Policy_SaysPass_CountedAndShownInState()
    {
        using var rig = new PipelineRig(s => (s.FaultPolicy, s.AcceptEscapes) = ("pass", true)).Start();
        rig.Offer("bad");
        rig.Decision().Verdict.ShouldBe(Verdict.Pass);
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        rig.ShouldCount(1, "linead_policy_pass_total");
        Eventually.True(() => rig.Sink.States.Count > 0);
        rig.Sink.States[^1].PassPolicies.ShouldBe(["fault_policy"]);
    }

    [Fact]
    public void Score_Throws_RetriedAloneOnceThenQuarantinedAndMatesAreUnharmed()
    {
        using var rig = new PipelineRig().Start();
        rig.Group.FailsOn = s => s is > 0.49 and < 0.51;
        rig.Decoder.Gate.Reset();
        rig.Group.Gate.Reset();
        rig.Offer("0.1", "first");
        rig.Offer("0.5", "poison");
        rig.Offer("0.2", "mate");
        rig.Decoder.Gate.Set();
        rig.Group.Gate.Set();
        rig.Decision(3);
        rig.Sink.Decisions.Single(d => d.Inspection.Part == "poison").Basis.ShouldBe(Basis.FaultPolicy);
        rig.Sink.Decisions.Count(d => d.Verdict == Verdict.Pass && d.Basis == Basis.Model).ShouldBe(2);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe(["scorer_failed"]);
        rig.Group.Batches.Count(b => b.Scores.SequenceEqual([0.5])).ShouldBeInRange(1, 2);
    }

    [Theory]
    [InlineData("commission")]
    [InlineData("bypass")]
    public void Mode_NotRun_NothingAtTheGate(string mode)
    {
        using var rig = new PipelineRig(s => s.Mode = mode).Start();
        var delivery = rig.Offer("1.5");
        Eventually.True(() => delivery.IsCompleted);
        rig.Settle();
        rig.Sink.Count.ShouldBe(0);
        Eventually.True(() => rig.Sink.States.Count > 0);
        rig.Sink.States[^1].State.ShouldBe(StationState.Initialized);
        rig.Outputs.Reasons(OutputKind.Audit).ShouldBe(mode == "commission" ? ["station_mode"] : []);
    }

    [Fact]
    public void Simulated_Part_HasBooksOfItsOwnAndIsMarked()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("1.5", "p1", 3, simulated: true);
        var decision = rig.Decision();
        decision.Simulated.ShouldBeTrue();
        rig.Settle();
        Eventually.True(() => rig.Journal.Books(PipelineRig.Station, true).FramesEnded.Count == 1);
        rig.Journal.Books(PipelineRig.Station).FramesReceived.ShouldBe(0);
        rig.ShouldCount(1, "linead_simulated_decisions_total");
        rig.Metrics.Sum("linead_decisions_total").ShouldBe(0);
        rig.Pipeline.ReadHeartbeat(PipelineRig.Station).LastDecidedSeq.ShouldBe(0u);
    }

    [Fact]
    public void Simulated_FrameOfARealPart_NeverTouchesIt()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2"]).Start();
        rig.Offer("0.1", "p1", 1);
        rig.Offer("1.9", "p1", 1, "c2", simulated: true);
        Eventually.True(() => rig.Outputs.Reasons(OutputKind.DeadLetter).Count == 1);
        rig.Sink.Count.ShouldBe(0);
        rig.Offer("0.2", "p1", 1, "c2");
        rig.Decision().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void Simulated_FrameOfADecidedRealPart_IsNotAnsweredByIt()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", "p1", 1);
        rig.Decision();
        rig.Settle();
        var delivery = rig.Offer("1.9", "p1", 1, simulated: true);
        Eventually.True(() => delivery.IsCompleted);
        rig.Sink.Count.ShouldBe(1);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe(["attributes_contradict"]);
    }
}
