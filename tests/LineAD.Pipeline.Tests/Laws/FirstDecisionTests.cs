using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>
/// Law 4: the first decision is final, journalled before it is published, and repeated before the cut-off only.
/// </summary>
public class FirstDecisionTests
{
    [Fact]
    public void Publish_BeforeTheJournalHasIt_NothingIsSent()
    {
        using var rig = new PipelineRig().Start();
        rig.Journal.Gate.Reset();
        rig.Offer("0.1");
        Eventually.True(() => rig.Metrics.Sum("linead_decisions_total", "verdict=pass") == 1);
        rig.Sink.Count.ShouldBe(0);
        rig.Journal.Gate.Set();
        rig.Decision();
    }

    [Fact]
    public void Publish_Bytes_AreThoseOfTheJournalledDecision()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.4321");
        var sent = rig.Decision();
        var journalled = rig.Journal.DecisionOf(sent.Id)!;
        rig.Sink.Published[0].Publication.Json.ToArray().ShouldBe(DecisionJson.Write(journalled));
        rig.Sink.Published[0].Publication.Binary.ToArray().ShouldBe(DecisionRecord.Write(journalled, false));
    }

    [Fact]
    public void Offer_RepeatWithAnotherScoreBeforeCutOff_SameDecisionFlaggedRepeated()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", "p1", 1);
        var first = rig.Decision();
        rig.Settle();
        rig.Offer("1.9", "p1", 1, duplicate: true);
        Eventually.True(() => rig.Sink.Count == 2);
        var again = rig.Sink.Published[1].Publication;
        again.Repeated.ShouldBeTrue();
        again.Decision.ShouldBe(first);
        again.Json.ToArray().ShouldBe(rig.Sink.Published[0].Publication.Json.ToArray());
        rig.Group.Batches.Count.ShouldBe(1);
    }

    [Fact]
    public void Offer_RepeatAfterCutOff_AuditOnly()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1");
        rig.Decision();
        rig.Settle();
        rig.Time.Advance(451);
        var delivery = rig.Offer("1.9", duplicate: true);
        Eventually.True(() => delivery.IsCompleted);
        rig.Sink.Count.ShouldBe(1);
        rig.Outputs.Reasons(OutputKind.Audit).ShouldBe(["repeated"]);
        rig.Journal.Books(PipelineRig.Station).FramesEnded[(FrameState.Duplicate, "")].ShouldBe(1);
    }

    [Fact]
    public void Trigger_OfADecidedPart_OpensNothing()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", "p1", 1);
        rig.Decision();
        rig.Settle();

        var delivery = rig.Trigger("""{"seq":1,"part":"p1"}""");

        delivery.IsCompleted.ShouldBeTrue();
        rig.Pipeline.OpenParts.ShouldBe(0);
        rig.Time.Advance(441);
        rig.Journal.Books(PipelineRig.Station).PartsOpened.ShouldBe(1);
    }

    [Fact]
    public async Task Offer_RepeatOfAWithheldDecision_IsNotPublishedEither()
    {
        using var rig = new PipelineRig(s => s.Mode = "commission").Start();
        rig.Offer("0.1");
        rig.Settle();
        await rig.Pipeline.Commands.ExecuteAsync(
            "l1", "station/mode", "{\"station\":\"s1\",\"mode\":\"run\"}"u8.ToArray(), CancellationToken.None);
        var delivery = rig.Offer("0.1", duplicate: true);
        Eventually.True(() => delivery.IsCompleted);
        rig.Sink.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Offer_RepeatOnceTheStationRunsNoLonger_AuditOnly()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1");
        rig.Decision();
        rig.Settle();
        await rig.Pipeline.Commands.ExecuteAsync(
            "l1", "station/mode", "{\"station\":\"s1\",\"mode\":\"commission\"}"u8.ToArray(), CancellationToken.None);
        var delivery = rig.Offer("0.1", duplicate: true);
        Eventually.True(() => delivery.IsCompleted);
        rig.Sink.Count.ShouldBe(1);
        rig.Outputs.Reasons(OutputKind.Audit).ShouldBe(["repeated"]);
    }

    [Fact]
    public void Offer_ViewOfADecidedPartForTheFirstTime_IsNoRepetition()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2"]).Start();
        rig.Offer("1.7", "p1", 1);
        rig.Decision().Verdict.ShouldBe(Verdict.Reject);
        rig.Settle();
        var delivery = rig.Offer("0.1", "p1", 1, "c2");
        Eventually.True(() => delivery.IsCompleted);
        rig.Sink.Count.ShouldBe(1);
        rig.Journal.Books(PipelineRig.Station).FramesEnded[(FrameState.Dropped, "part_decided")].ShouldBe(1);
    }

    [Fact]
    public void Decide_ScorerAndDeadlineRace_OneDecisionPerPart()
    {
        using var rig = new PipelineRig(s => s.DeadlineMs = 70).Start();
        for (var i = 0; i < 200; i++)
        {
            rig.Offer("0.1", $"p{i}", (uint)i + 1);
            rig.Time.Advance(i % 2 == 0 ? 9.9 : 10.1);
        }

        rig.Time.Advance(100);
        Eventually.True(() => rig.Journal.Books(PipelineRig.Station).PartsDecided.Values.Sum() == 200);
        rig.Settle();
        rig.Sink.Decisions.Select(d => d.Id).Distinct().Count().ShouldBe(rig.Sink.Decisions.Count);
        foreach (var decision in rig.Sink.Decisions)
        {
            rig.Journal.DecisionOf(decision.Id).ShouldBe(decision);
        }

        var decided = rig.Journal.Written.OfType<PartDecided>().Select(e => e.Decision).Distinct().ToArray();
        decided.Length.ShouldBe(200);
        decided.Select(d => d.Id).Distinct().Count().ShouldBe(200);
    }

    [Theory]
    [InlineData("reject", 1, Verdict.Reject)]
    [InlineData("review", 1, Verdict.Review)]
    [InlineData("pass", 0, Verdict.Invalid)]
    public void Journal_RefusesAPass_FaultPolicyInItsPlaceAndNeverAPass(string faultPolicy, int sent, Verdict verdict)
    {
        using var rig = new PipelineRig(s => (s.FaultPolicy, s.AcceptEscapes) = (faultPolicy, true)).Start();
        rig.Journal.RefusesOn = e => e is PartDecided { Written: not null };
        var delivery = rig.Offer("0.1");
        Eventually.True(() => delivery.IsCompleted);
        rig.Sink.Count.ShouldBe(sent);
        rig.Sink.Decisions.ShouldAllBe(d => d.Verdict == verdict && d.Basis == Basis.FaultPolicy);
        var again = rig.Offer("0.1", duplicate: true);
        Eventually.True(() => again.IsCompleted);
        rig.Sink.Published.ShouldAllBe(p => p.Publication.Decision.Verdict != Verdict.Pass);
        rig.ShouldCount(1, "linead_unjournalled_total", "kind=part_decided");
    }

    [Fact]
    public void Journal_FailsToWriteAReject_RejectIsPublished()
    {
        using var rig = new PipelineRig().Start();
        rig.Journal.FailsOn = e => e is PartDecided { Written: not null };
        rig.Offer("1.5");
        rig.Decision().Verdict.ShouldBe(Verdict.Reject);
        rig.Settle();

        // The second entry may still be in the journal's queue when the part is closed.
        Eventually.True(() => rig.Journal.DecisionOf(rig.Decision().Id) is { Verdict: Verdict.Reject });
    }
}
