using System.Text;
using LineAD.Core.Wire;
using LineAD.Pipeline.Shadow;
using LineAD.Testing;
using LineAD.Testing.Pipeline;

namespace LineAD.Pipeline.Tests.Shadow;

public sealed class ShadowTests
{
    private const int Version = 9;

    [Fact]
    public void Shadow_ScoresTheSameViews_AndTheServingModelDecides()
    {
        using var rig = new PipelineRig();
        Begin(rig, score => score + 0.4);
        rig.Offer("0.1", "p1", 1);
        rig.Offer("0.7", "p2", 2);
        rig.Offer("1.5", "p3", 3);

        Eventually.True(() => Report(rig).Compared == 3);
        rig.Settle();

        rig.Sink.Decisions.ShouldAllBe(d => d.ModelVersion == 7 && d.Basis == Basis.Model);
        rig.Sink.Decisions.OrderBy(d => d.Inspection.Seq).Select(d => d.Verdict).ShouldBe([Verdict.Pass, Verdict.Pass, Verdict.Reject]);
        var report = Report(rig);
        (report.Model.Version, report.ServingVersion, report.Disagreements, report.Skipped).ShouldBe((Version, 7, 1, 0));
        var part = report.Last.ShouldHaveSingleItem();
        (part.Inspection.Part, part.Camera, part.Serving, part.Shadow).ShouldBe(("p2", "c1", Verdict.Pass, Verdict.Reject));
        part.ServingScore.ShouldBe(0.7, 1e-9);
        part.ShadowScore.ShouldBe(1.1, 1e-9);
        rig.ShouldCount(1, "linead_shadow_views_total", "station=s1", "serving=pass", "shadow=reject");
        rig.ShouldCount(1, "linead_shadow_views_total", "station=s1", "serving=pass", "shadow=pass");
        rig.ShouldCount(3, "linead_shadow_score", "category=bolt");
        rig.ShouldCount(3, "linead_decisions_total");
    }

    [Fact]
    public void Shadow_WhileViewsWait_GivesWay()
    {
        var group = new FakeGroup("g", new LineAD.Core.Memory.BufferPool(1 << 20)) { BatchShapes = [1] };
        using var rig = new PipelineRig(group: group);
        var shadow = Begin(rig, score => score);
        group.Gate.Reset();
        for (var i = 1; i <= 6; i++)
        {
            rig.Offer("0.1", $"p{i}", (uint)i);
        }

        // All six are decoded before the first call ends, so none may be scored by the shadow before all are decided.
        Eventually.True(() => rig.Metrics.Gauge("linead_queue_depth", "stage=batch") == 5);
        var decidedBefore = -1;
        shadow.OnScore = _ => decidedBefore = decidedBefore < 0 ? rig.Group.Batches.Count : decidedBefore;
        group.Gate.Set();

        Eventually.True(() => Report(rig).Compared == 6);
        decidedBefore.ShouldBe(6);
    }

    [Fact]
    public void Shadow_MoreThanItKeeps_AreSkippedAndCounted()
    {
        using var rig = new PipelineRig();
        var shadow = Begin(rig, score => score);
        shadow.Gate.Reset();
        rig.Offer("0.1", "p0", 1);
        Eventually.True(() => shadow.IsWaiting);
        rig.Group.Gate.Reset();
        const int more = ShadowStage.Capacity + 5;
        for (var i = 1; i <= more; i++)
        {
            rig.Offer("0.1", $"p{i}", (uint)i + 1);
        }

        Eventually.True(() => rig.Metrics.Gauge("linead_queue_depth", "stage=batch") == more);
        rig.Group.Gate.Set();
        shadow.Gate.Set();

        Eventually.True(() => Report(rig) is var r && r.Compared + r.Skipped == more + 1);
        rig.Settle();
        Report(rig).Skipped.ShouldBeGreaterThan(0);
        rig.ShouldCount(Report(rig).Skipped, "linead_shadow_skipped_total", "station=s1", "reason=busy");
        rig.ShouldCount(more + 1, "linead_decisions_total", "basis=model");
    }

    [Fact]
    public void Shadow_ACallTakesMoreThanIsLent_ScoresNothing()
    {
        // 450 ms to the cut-off: 112 ms are lent.
        using var rig = new PipelineRig();
        var shadow = Begin(rig, score => score, warmUpSeconds: 0.2);
        const int parts = 40;
        for (var i = 1; i <= parts; i++)
        {
            rig.Offer("0.1", $"p{i}", (uint)i);
            Eventually.True(() => Report(rig).Skipped == i);
        }

        // Not even now and then, to see whether it got faster.
        shadow.Batches.ShouldBeEmpty();
        rig.ShouldCount(parts, "linead_shadow_skipped_total", "reason=too_slow");
        rig.Sink.Decisions.ShouldAllBe(d => d.Basis == Basis.Model);
    }

    [Fact]
    public void Shadow_Fails_TheLineGoesOn()
    {
        using var rig = new PipelineRig();
        Begin(rig, score => score > 0.5 ? double.NaN : score, failsOn: score => score < 0.2);
        rig.Offer("0.1", "p1", 1);
        rig.Offer("0.3", "p2", 2);
        rig.Offer("0.7", "p3", 3);

        Eventually.True(() => Report(rig) is { Compared: 1, Skipped: 2 });
        rig.Settle();
        rig.ShouldCount(2, "linead_shadow_skipped_total", "reason=failed");
        rig.Sink.Decisions.ShouldAllBe(d => d.Basis == Basis.Model);
        rig.Pipeline.ReadHealth().DeviceAnswers.ShouldBeTrue();
    }

    [Fact]
    public void Shadow_SimulatedParts_AreNoneOfItsBusiness()
    {
        using var rig = new PipelineRig();
        var shadow = Begin(rig, score => score);
        rig.Offer("0.1", "s1", 1, simulated: true);
        rig.Offer("0.1", "p1", 1);

        Eventually.True(() => Report(rig).Compared == 1);
        rig.Settle();
        shadow.Batches.Count.ShouldBe(1);
    }

    [Fact]
    public void Shadow_Version0_EndsItAndItsReport()
    {
        using var rig = new PipelineRig();
        Begin(rig, score => score);
        Command(rig, 0).ShouldContain("\"ok\":true");
        rig.Pipeline.ReadShadows().ShouldBeEmpty();
        rig.Offer("0.1", "p1", 1);
        rig.Decision();
        rig.Settle();
        rig.Metrics.Sum("linead_shadow_views_total").ShouldBe(0);
    }

    [Fact]
    public void Shadow_AnotherVersion_CountsAnew()
    {
        using var rig = new PipelineRig();
        Begin(rig, score => score);
        rig.Offer("0.1", "p1", 1);
        Eventually.True(() => Report(rig).Compared == 1);

        Command(rig, Version + 1).ShouldContain("\"ok\":true");

        (Report(rig).Model.Version, Report(rig).Compared).ShouldBe((Version + 1, 0));
    }

    private static FakeGroup Begin(
        PipelineRig rig, Func<double, double> tells, double warmUpSeconds = 0.001, Func<double, bool>? failsOn = null)
    {
        var group = new FakeGroup("shadow", rig.Leaks.Pool)
        {
            Tells = tells,
            WarmUp = _ => warmUpSeconds,
            FailsOn = failsOn ?? (static _ => false),
        };
        rig.Models.ShadowGroup = group;
        rig.Start();
        Command(rig, Version).ShouldContain("\"ok\":true");
        return group;
    }

    private static string Command(PipelineRig rig, int version)
    {
        var payload = Encoding.UTF8.GetBytes($$"""{"category":"bolt","version":{{version}}}""");
        var answer = rig.Pipeline.Commands.ExecuteAsync("l1", CommandNames.ModelShadow, payload, CancellationToken.None);
        return Encoding.UTF8.GetString(answer.GetAwaiter().GetResult().Span);
    }

    private static ShadowReport Report(PipelineRig rig) => rig.Pipeline.ReadShadows().Single();
}
