using LineAD.Core.Contracts;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Testing;
using LineAD.Testing.Pipeline;

namespace LineAD.Pipeline.Tests.Intake;

public class IntakeTests
{
    [Theory]
    [InlineData("L1", "s1", "c1", "name_invalid")]
    [InlineData("cmd", "s1", "c1", "name_invalid")]
    [InlineData("l9", "s1", "c1", "station_unknown")]
    [InlineData("l1", "s1", "c9", "camera_unknown")]
    public void Offer_UnusableNames_DeadLetterAndNoPart(string line, string station, string camera, string reason)
    {
        using var rig = new PipelineRig().Start();
        var delivery = new RecordingDelivery();
        rig.Pipeline.Offer(new InboundFrame
        {
            Transport = "memory",
            Line = line,
            Station = station,
            Camera = camera,
            Payload = new byte[10],
            ReceivedTimestamp = rig.Time.GetTimestamp(),
            Origin = "o",
            Delivery = delivery,
        });
        Eventually.True(() => delivery.Completions == 1);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe([reason]);
        rig.Pipeline.OpenParts.ShouldBe(0);
        string.Concat(rig.Metrics.Series("linead_frames_received_total")).ShouldNotContain("l9");
    }

    [Fact]
    public void Offer_EmptyPayload_QuarantinedAsSuch()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("", payload: []);
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe(["payload_empty"]);
        rig.Decoder.Decoded.ShouldBe(0);
    }

    [Fact]
    public void Offer_AFaultWhileItIsTakenIn_IsDroppedAndAcknowledged()
    {
        using var rig = new PipelineRig().Start();
        rig.Journal.RefusesOn = e => e is PartOpened ? throw new InvalidOperationException("a fault") : false;
        var delivery = rig.Offer("0.1");
        Eventually.True(() => delivery.Completions == 1);
        rig.Journal.Books(PipelineRig.Station).FramesEnded[(FrameState.Dropped, "overload")].ShouldBe(1);
    }

    [Fact]
    public void Offer_TooLargePayload_QuarantinedAndPartByFaultPolicy()
    {
        using var rig = new PipelineRig(s => s.MaxFrameBytes = 4).Start();
        var delivery = rig.Offer("0.1");
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        Eventually.True(() => delivery.IsCompleted);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe(["payload_too_large"]);
    }

    [Theory]
    [InlineData("12x", null, null, null)]
    [InlineData(null, "0", null, null)]
    [InlineData(null, "99999", null, null)]
    [InlineData(null, null, "maybe", null)]
    [InlineData(null, null, null, "other.v1")]
    public void Offer_AttributeUnreadable_DeadLetterAndFaultPolicy(
        string? sequence, string? deadline, string? simulated, string? type)
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", attributes: new FrameAttributes
        {
            PartId = "p1",
            Sequence = sequence,
            DeadlineMs = deadline,
            Simulated = simulated,
            Type = type,
        });
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe([FrameError.AttributeInvalid.ToReason()]);
    }

    [Fact]
    public void Offer_TopicPartAndPartIdDiffer_DeadLetterAndFaultPolicy()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", "p1", topicPart: "p2");
        rig.Decision().Inspection.Part.ShouldBe("p1");
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe(["attributes_contradict"]);
    }

    [Fact]
    public void Offer_SequenceContradictsOpenPart_OpenPartByFaultPolicy()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2"]).Start();
        rig.Offer("0.1", "p1", 4);
        rig.Offer("0.1", "p1", 5, "c2");
        rig.Decision().Inspection.Seq.ShouldBe(4u);
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        rig.Settle();
        rig.Sink.Count.ShouldBe(1);
    }

    [Fact]
    public void Offer_ViewsNameOnlyPartOrOnlySequence_JoinOnePart()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2", "c3"]).Start();
        rig.Trigger("""{"seq":12,"part":"p12"}""");
        rig.Offer("0.1", "p12", 0);
        rig.Offer("0.2", null, 12, "c2");
        rig.Offer("0.3", "p12", 12, "c3");
        var decision = rig.Decision();
        decision.Inspection.ShouldBe(new InspectionKey(PipelineRig.Station, "p12", 12));
        decision.Verdict.ShouldBe(Verdict.Pass);
        decision.Score.ShouldBe(0.3);
    }

    [Fact]
    public void Offer_NoPartButSequence_PartIsTheDecimal()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", null, 77);
        rig.Decision().Inspection.ShouldBe(new InspectionKey(PipelineRig.Station, "77", 77));
    }

    [Fact]
    public void Offer_OneCameraNothingNamed_NameIsStableAndCounted()
    {
        using var rig = new PipelineRig().Start();
        var attributes = new FrameAttributes { Source = "cam", Id = "1" };
        rig.Offer("0.1", attributes: attributes);
        var first = rig.Decision();
        first.Inspection.Part.Length.ShouldBe(16);
        rig.Settle();
        rig.Offer("0.1", attributes: attributes);
        Eventually.True(() => rig.Sink.Published.Any(p => p.Publication.Repeated));
        rig.Sink.Decisions.Count.ShouldBe(1);
        rig.ShouldCount(2, "linead_unnamed_parts_total");
    }

    [Fact]
    public void Offer_SeveralCamerasNothingNamed_Refused()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2"]).Start();
        rig.Offer("0.1", attributes: new FrameAttributes { Source = "cam", Id = "1" });
        Eventually.True(() => rig.Outputs.Reasons(OutputKind.DeadLetter).Count == 1);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe(["part_missing"]);
        rig.Pipeline.OpenParts.ShouldBe(0);
    }

    [Fact]
    public void Offer_SkippedSequence_GapIsCounted()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", "a", 1);
        rig.Offer("0.1", "b", 4);
        rig.Decision(2);
        rig.ShouldCount(2, "linead_sequence_gaps_total", "line=l1", "station=s1");
    }

    [Fact]
    public void Offer_CategoryWithoutModel_QuarantinedAndFaultPolicyAndNoLabel()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.1", attributes: new FrameAttributes { PartId = "p", Category = "unheard-of" });
        rig.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe(["category_unknown"]);
        rig.ShouldCount(1, "linead_decisions_total", "category=other");
        string.Concat(rig.Metrics.Series("linead_decisions_total")).ShouldNotContain("unheard");
    }

    [Fact]
    public void Refuse_RetainedMessage_CountedDeadLetterAndAcknowledged()
    {
        using var rig = new PipelineRig().Start();
        var delivery = new RecordingDelivery();
        rig.Pipeline.Refuse(new InboundRefusal
        {
            Transport = "memory",
            Error = FrameError.Retained,
            Line = "l1",
            Station = "s1",
            Origin = "o",
            Delivery = delivery,
        });
        Eventually.True(() => delivery.Completions == 1);
        rig.Journal.Books(PipelineRig.Station).FramesEnded[(FrameState.Quarantined, "retained")].ShouldBe(1);
    }

    [Fact]
    public void Offer_BeforeStart_IsNotAcknowledged()
    {
        using var rig = new PipelineRig();
        var delivery = rig.Offer("0.1");
        delivery.IsCompleted.ShouldBeFalse();
        rig.Sink.Count.ShouldBe(0);
    }

    [Fact]
    public void Trigger_Unreadable_DeadLetterAndAcknowledged()
    {
        using var rig = new PipelineRig().Start();
        rig.Trigger("{}").IsCompleted.ShouldBeTrue();
        rig.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe(["trigger_invalid"]);
    }

    [Fact]
    public void Trigger_EarlierDeadlineThanOpenPart_MovesItEarlierOnly()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2"]).Start();
        var opened = rig.Time.GetTimestamp();
        rig.Offer("0.1", "p1", 3);
        rig.Trigger("""{"seq":3,"part":"p1","deadlinems":9000}""");
        rig.Trigger("""{"seq":3,"part":"p1","deadlinems":200}""");
        rig.Offer("0.1", "p1", 3, "c2");
        rig.Decision();
        rig.Sink.Published[0].Publication.DeadlineTimestamp.ShouldBe(opened + (200 * TimeSpan.TicksPerMillisecond));
    }
}
