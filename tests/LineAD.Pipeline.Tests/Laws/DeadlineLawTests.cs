using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>
/// Law 2: the policy's decision is out before the cut-off, whatever stands still; nothing is sent after it.
/// </summary>
public class DeadlineLawTests
{
    private const double PolicyTimeMs = 441;

    [Fact]
    public void Policy_ScorerHangs_LatePolicyBeforeCutOff()
    {
        using var rig = new PipelineRig(s => s.LatePolicy = "review").Start();
        rig.Group.Gate.Reset();
        rig.Offer("0.1", "p1");
        rig.Offer("0.1", "p2");
        rig.Time.Advance(PolicyTimeMs);
        rig.Decision(2);
        AllBeforeCutOff(rig);
        rig.Sink.Decisions.ShouldAllBe(d => d.Basis == Basis.LatePolicy && d.Verdict == Verdict.Review);
        rig.ShouldCount(2, "linead_late_total");
    }

    [Fact]
    public void Policy_DecisionsGoInTransactions_OneTransactionEarlier()
    {
        using var rig = new PipelineRig(
            options: o => o.Kafka = new() { Publish = true, ExactlyOnce = true, TransactionMaxMs = 20 }).Start();
        rig.Group.Gate.Reset();
        rig.Offer("0.1", "p1");
        rig.Time.Advance(PolicyTimeMs - 20);
        rig.Decision().Basis.ShouldBe(Basis.LatePolicy);
    }

    [Fact]
    public void Policy_DecodersHangAndQueuesAreFull_EveryPartDecidedBeforeCutOff()
    {
        using var rig = new PipelineRig(options: o => o.Pipeline.DecodeQueue = 2).Start();
        rig.Decoder.Gate.Reset();
        for (var i = 0; i < 10; i++)
        {
            rig.Offer("0.1", $"p{i}");
        }

        // What does not fit is decided at once, with the clock standing still; the rest at the policy's time.
        Eventually.True(() => rig.Sink.Decisions.Count >= 6);
        rig.Time.Advance(PolicyTimeMs);
        rig.Decision(10);
        AllBeforeCutOff(rig);
        Eventually.True(() => rig.Metrics.Sum("linead_late_total", "cause=overload") >= 6);
    }

    [Fact]
    public void Leave_StationGoesToAnotherProcess_ItsOpenPartsAreDecidedByPolicyAtOnce()
    {
        using var rig = new PipelineRig(s => s.LatePolicy = "review").Start();
        rig.Group.Gate.Reset();
        var deliveries = new[] { rig.Offer("0.1", "p1"), rig.Offer("0.1", "p2") };

        rig.Pipeline.Leave(new LineAD.Core.Identity.StationKey("l1", "another"));
        rig.Sink.Count.ShouldBe(0);
        rig.Pipeline.Leave(PipelineRig.Station);

        rig.Decision(2);
        rig.Sink.Decisions.ShouldAllBe(d => d.Basis == Basis.LatePolicy && d.Verdict == Verdict.Review);
        rig.ShouldCount(2, "linead_late_total", "cause=moved");
        Eventually.True(() => deliveries.All(d => d.IsCompleted));
    }

    [Fact]
    public void Publish_JournalTooSlow_NothingIsSentAfterCutOff()
    {
        using var rig = new PipelineRig().Start();
        rig.Journal.Gate.Reset();
        var delivery = rig.Offer("0.1");
        Eventually.True(() => rig.Metrics.Sum("linead_decisions_total", "verdict=pass") == 1);
        rig.Time.Advance(451);
        rig.Journal.Gate.Set();
        Eventually.True(() => delivery.IsCompleted);
        rig.Sink.Count.ShouldBe(0);
        rig.Outputs.Reasons(OutputKind.Audit).ShouldBe(["late"]);
        rig.Journal.Books(PipelineRig.Station).PartsClosed[(PartOutcome.AuditOnly, "late")].ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(16, 1)]
    public void Policy_HandOverTookLongerThanTheLead_ComesSoMuchEarlier(int journalMs, int decisions)
    {
        using var rig = new PipelineRig().Start();
        rig.Journal.Gate.Reset();
        rig.Offer("0.1", "p1");
        Eventually.True(() => rig.Metrics.Sum("linead_decisions_total", "verdict=pass") == 1);
        rig.Time.Advance(journalMs);
        rig.Journal.Gate.Set();

        // The journal's thread notes the delay before it writes the next entry, which is the part's close.
        Eventually.True(
            () => rig.Journal.Books(PipelineRig.Station).PartsClosed.ContainsKey((PartOutcome.Published, "")));
        rig.Group.Gate.Reset();
        using var inCall = new ManualResetEventSlim();
        rig.Group.OnScore = _ => inCall.Set();
        rig.Offer("0.1", "p2");
        inCall.Wait();

        // Cut-off at 450, lead 10.
        rig.Time.Advance(437);
        if (decisions > 0)
        {
            rig.Decision(1 + decisions).Basis.ShouldBe(Basis.LatePolicy);
        }

        rig.Time.Advance(2);
        rig.Sink.Count.ShouldBe(1 + decisions);
        rig.Time.Advance(2);
        rig.Decision(2).Basis.ShouldBe(Basis.LatePolicy);
        rig.Group.Gate.Set();
        AllBeforeCutOff(rig);
    }

    [Fact]
    public void Score_AfterPolicyDecision_AuditOnly()
    {
        using var rig = new PipelineRig().Start();
        rig.Group.Gate.Reset();
        using var inCall = new ManualResetEventSlim();
        rig.Group.OnScore = _ => inCall.Set();
        rig.Offer("0.1");
        inCall.Wait();
        rig.Time.Advance(PolicyTimeMs);
        rig.Decision();
        rig.Group.Gate.Set();
        Eventually.True(() => rig.Outputs.Reasons(OutputKind.Audit).Contains("superseded"));
        rig.Settle();
        rig.Sink.Count.ShouldBe(1);
    }

    [Fact]
    public void Device_CallTooLong_ErrorStateNotReadyAndToldOnce()
    {
        using var rig = new PipelineRig(options: o => o.Pipeline.DeviceHangMs = 1000).Start();
        Eventually.True(() => rig.Pipeline.ReadState(PipelineRig.Station) == StationState.Ready);
        var told = 0;
        rig.Pipeline.DeviceHung += (_, _) => Interlocked.Increment(ref told);
        rig.Group.Gate.Reset();
        using var inCall = new ManualResetEventSlim();
        rig.Group.OnScore = _ => inCall.Set();
        rig.Offer("0.1", "p1");
        inCall.Wait();
        rig.Time.Advance(1001);
        Eventually.True(() => rig.Pipeline.ReadState(PipelineRig.Station) == StationState.Error);
        Eventually.True(() => Volatile.Read(ref told) == 1);
        rig.Pipeline.ReadHealth().IsReady.ShouldBeFalse();
        rig.Pipeline.ReadHealth().IsLive.ShouldBeFalse();

        // Policy decisions go on.
        rig.Offer("0.1", "p2");
        rig.Time.Advance(PolicyTimeMs);
        Eventually.True(() => rig.Sink.Decisions.Any(d => d.Inspection.Part == "p2"));
    }

    [Fact]
    public void Batcher_CannotMakeIt_EvictedBeforeTheDevice()
    {
        using var leaks = new LeakGuard();
        var group = new LineAD.Testing.Pipeline.FakeGroup("slow", leaks.Pool) { WarmUp = _ => 2.0 };
        using var rig = new PipelineRig(group: group).Start();
        rig.Offer("0.1");
        rig.Decision().Basis.ShouldBe(Basis.LatePolicy);
        rig.Decision().SlackMs.ShouldBe(500);
        group.Batches.ShouldBeEmpty();
        rig.ShouldCount(1, "linead_late_total", "cause=evicted");
        rig.Settle();
        Eventually.True(
            () => rig.Journal.Books(PipelineRig.Station).FramesEnded.ContainsKey((FrameState.Dropped, "evicted")));
    }

    private static void AllBeforeCutOff(PipelineRig rig) =>
        rig.Sink.Published.ShouldAllBe(p => p.At < p.Publication.CutOffTimestamp);
}
