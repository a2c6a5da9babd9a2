using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests;

/// <summary>The end in order: open parts get their time, then the policy; nothing is left undecided or unacknowledged.</summary>
public sealed class PipelineDrainTests
{
    // Far behind the drain, so that it is the drain that decides.
    private const int DeadlineMs = 60_000;

    [Fact]
    public void Stop_OpenPartIsScoredWithinTheDrain_IsDecidedByModel()
    {
        using var rig = Rig().Start();
        Hang(rig);
        var delivery = rig.Offer("0.1");

        var stopping = rig.Pipeline.StopAsync(CancellationToken.None);
        stopping.IsCompleted.ShouldBeFalse();
        rig.Group.Gate.Set();

        rig.Decision().Basis.ShouldBe(Basis.Model);
        UntilStopped(rig, stopping);
        delivery.Completions.ShouldBe(1);
    }

    [Fact]
    public void Stop_DeviceHangs_PolicyDecidesAfterTheDrainTimeout()
    {
        using var rig = Rig().Start();
        Hang(rig);
        var deliveries = new[] { rig.Offer("0.1", "p1"), rig.Offer("0.1", "p2") };

        var stopping = rig.Pipeline.StopAsync(CancellationToken.None);
        GoOnUntil(rig, () => rig.Sink.Count == 2);
        rig.Group.Gate.Set();
        UntilStopped(rig, stopping);

        rig.Sink.Decisions.ShouldAllBe(d => d.Basis == Basis.LatePolicy && d.Verdict == Verdict.Reject);
        rig.ShouldCount(2, "linead_late_total", "cause=shutdown");
        deliveries.ShouldAllBe(d => d.Completions == 1);
        AtRest(rig);
    }

    [Fact]
    public void Stop_SinkAnswersThePolicysDecision_IsPublished()
    {
        using var rig = Rig().Start();
        Hang(rig);
        rig.Sink.Answer = null;
        rig.Offer("0.1");

        var stopping = rig.Pipeline.StopAsync(CancellationToken.None);
        GoOnUntil(rig, () => rig.Sink.Count == 1);
        rig.Sink.Release(PublishOutcome.Acknowledged);
        rig.Group.Gate.Set();
        UntilStopped(rig, stopping);

        Closed(rig, PartOutcome.Published, "").ShouldBe(1);
        AtRest(rig);
    }

    [Fact]
    public void Stop_SinkNeverAnswers_IsClosedUnconfirmedAndAcknowledged()
    {
        using var rig = Rig().Start();
        rig.Sink.Answer = null;
        var delivery = rig.Offer("0.1");
        rig.Decision();

        UntilStopped(rig, rig.Pipeline.StopAsync(CancellationToken.None));

        Closed(rig, PartOutcome.AuditOnly, "unconfirmed").ShouldBe(1);
        delivery.Completions.ShouldBe(1);
        AtRest(rig);
    }

    [Fact]
    public void Stop_JournalIsSlow_AcknowledgementsAreWaitedFor()
    {
        using var rig = Rig().Start();
        rig.Sink.Answer = null;
        var delivery = rig.Offer("0.1");
        rig.Decision();
        rig.Journal.Gate.Reset();
        rig.Sink.Release(PublishOutcome.Acknowledged);
        rig.Settle();

        var stopping = rig.Pipeline.StopAsync(CancellationToken.None);
        stopping.IsCompleted.ShouldBeFalse();
        delivery.IsCompleted.ShouldBeFalse();
        rig.Journal.Gate.Set();
        Eventually.True(() => delivery.IsCompleted);

        UntilStopped(rig, stopping);
    }

    private static PipelineRig Rig() => new(s => s.DeadlineMs = DeadlineMs, o => o.Pipeline.DrainTimeoutMs = 200);

    private static void Hang(PipelineRig rig) => rig.Group.Gate.Reset();

    private static void UntilStopped(PipelineRig rig, Task stopping) => GoOnUntil(rig, () => stopping.IsCompleted);

    private static void GoOnUntil(PipelineRig rig, Func<bool> condition) => Eventually.True(() =>
    {
        rig.Time.Advance(10);
        return condition();
    });

    private static long Closed(PipelineRig rig, PartOutcome outcome, string reason) =>
        rig.Journal.Books(PipelineRig.Station).PartsClosed.GetValueOrDefault((outcome, reason));

    private static void AtRest(PipelineRig rig) => rig.Journal.Books(PipelineRig.Station).ShouldSatisfyAllConditions(
        b => b.Balanced.ShouldBeTrue(), b => b.PartsInFlight.ShouldBe(0), b => b.FramesInFlight.ShouldBe(0));
}
