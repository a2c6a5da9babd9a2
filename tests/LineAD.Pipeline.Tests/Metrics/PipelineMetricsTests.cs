using LineAD.Core.Contracts;
using LineAD.Core.Intake;

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
        rig.Metrics.Gauge("linead_queue_capacity", "stage=decode").ShouldBe(256);
        rig.Metrics.Gauge("linead_frames_in_flight", "station=s1").ShouldBe(0);
    }

    [Fact]
    public void Offer_GoodFrame_LabelsAreTheContracts()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.25", "p1", 5);
        rig.Decision();
        rig.Settle();
        rig.ShouldCount(1, "linead_frames_received_total", "line=l1", "station=s1", "source=memory");
        rig.ShouldCount(1, "linead_frames_total", "line=l1", "station=s1", "state=used", "reason=");
        rig.ShouldCount(1, "linead_decisions_total", "line=l1", "station=s1", "category=bolt", "verdict=pass", "basis=model");
        rig.ShouldCount(1, "linead_decision_latency_seconds", "line=l1", "station=s1");
        rig.ShouldCount(1, "linead_deadline_slack_seconds");
        rig.ShouldCount(1, "linead_batch_size");
        rig.ShouldCount(1, "linead_batch_close_total", "cause=idle");
        rig.ShouldCount(1, "linead_anomaly_score", "category=bolt");
        foreach (var stage in (string[])["queue", "decode", "batch", "infer"])
        {
            rig.ShouldCount(1, "linead_stage_duration_seconds", $"stage={stage}");
        }
    }

    [Theory]
    [InlineData(PublishOutcome.Acknowledged, "1.5", 1, 0)]
    [InlineData(PublishOutcome.Unknown, "1.5", 0, 1)]
    [InlineData(PublishOutcome.Acknowledged, "0.5", 0, 0)]
    public void Close_Reject_ConfirmedOnlyWhenTheSinkAcknowledged(PublishOutcome answer, string score, int confirmed, int unconfirmed)
    {
        using var rig = new PipelineRig().Start();
        rig.Sink.Answer = answer;
        rig.Offer(score);
        rig.Settle();
        rig.ShouldCount(confirmed, "linead_reject_confirmed_total", "line=l1", "station=s1");
        rig.ShouldCount(unconfirmed, "linead_reject_unconfirmed_total", "line=l1", "station=s1");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(-3_600_000)]
    public void ClockSkew_SourceIsBehindOrAhead_IsTold(double behindMs)
    {
        using var rig = new PipelineRig().Start();
        var time = rig.Time.GetUtcNow().AddMilliseconds(-behindMs);
        rig.Offer("0.1", attributes: new FrameAttributes
        {
            PartId = "p1",
            Source = "cam",
            Time = time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
        });
        rig.Settle();
        rig.Metrics.Gauge("linead_clock_skew_seconds", "line=l1", "station=s1").ShouldBe(behindMs / 1000, 1e-4);
        rig.Time.Advance(1000);
        rig.Metrics.Gauge("linead_clock_skew_seconds", "line=l1", "station=s1").ShouldBe(behindMs / 1000, 1e-4);
    }

    [Fact]
    public void ModelInfo_Serving_OneSeriesAModel()
    {
        using var rig = new PipelineRig().Start();
        rig.Metrics.Gauge("linead_model_info", "category=bolt", "view=main", "version=7").ShouldBe(1);
    }
}
