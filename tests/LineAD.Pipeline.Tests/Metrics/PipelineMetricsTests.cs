namespace LineAD.Pipeline.Tests.Metrics;

public class PipelineMetricsTests
{
    [Fact]
    public void Start_KnownSeries_ExistAtZero()
    {
        using var rig = new PipelineRig().Start();
        rig.Metrics.Series("linead_decisions_total").Count.ShouldBe(9);
        rig.Metrics.Sum("linead_decisions_total").ShouldBe(0);
        rig.Metrics.Series("linead_late_total").ShouldContain("linead_late_total{line=l1,station=s1,cause=scoring,}");
        rig.Metrics.Series("linead_sequence_gaps_total").ShouldBe(["linead_sequence_gaps_total{line=l1,station=s1,}"]);
        rig.Metrics.Gauge("linead_queue_capacity", "stage=decode").ShouldBe(64);
        rig.Metrics.Gauge("linead_frames_in_flight", "station=s1").ShouldBe(0);
    }

    [Fact]
    public void Offer_GoodFrame_LabelsAreTheContracts()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.25", "p1", 5);
        rig.Decision();
        rig.Settle();
        rig.Metrics.Sum("linead_frames_received_total", "line=l1", "station=s1", "source=memory").ShouldBe(1);
        rig.Metrics.Sum("linead_frames_total", "line=l1", "station=s1", "state=used", "reason=").ShouldBe(1);
        rig.Metrics.Sum(
            "linead_decisions_total", "line=l1", "station=s1", "category=bolt", "verdict=pass", "basis=model")
            .ShouldBe(1);
        rig.Metrics.Sum("linead_decision_latency_seconds", "line=l1", "station=s1").ShouldBe(1);
        rig.Metrics.Sum("linead_deadline_slack_seconds").ShouldBe(1);
        rig.Metrics.Sum("linead_batch_size").ShouldBe(1);
        rig.Metrics.Sum("linead_batch_close_total", "cause=idle").ShouldBe(1);
        rig.Metrics.Sum("linead_anomaly_score", "category=bolt").ShouldBe(1);
        foreach (var stage in (string[])["queue", "decode", "batch", "infer"])
        {
            rig.Metrics.Sum("linead_stage_duration_seconds", $"stage={stage}").ShouldBe(1);
        }
    }
}
