using LineAD.Core.Contracts;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Masks;

public class MaskStageTests
{
    [Fact]
    public void Offer_Reject_MaskAndDefectsOfTheBadViewOnly()
    {
        using var rig = new PipelineRig(cameras: ["c1", "c2"]).Start();
        rig.Offer("0.1", "p1", 1);
        Eventually.True(() => !rig.Group.Batches.IsEmpty);
        rig.Offer("1.5", "p1", 1, "c2", simulated: false);
        Eventually.True(() => rig.Outputs.Of(OutputKind.Defects).Count == 1);
        var mask = rig.Outputs.Of(OutputKind.Mask).ShouldHaveSingleItem();
        (mask.Camera, mask.Part, mask.ContentType).ShouldBe(("c2", "p1", "image/png"));
        var schema = JsonSchema.OfMessage("defects");
        schema.Validate(rig.Outputs.Of(OutputKind.Defects)[0].Payload).ShouldBeEmpty();
    }

    [Fact]
    public void Offer_Pass_NoMask()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("0.99");
        rig.Decision();
        rig.Settle();
        rig.Outputs.Messages.ShouldBeEmpty();
    }

    [Fact]
    public void Publish_AuditAndDeadLetters_AreValidBySchema()
    {
        using var rig = new PipelineRig().Start();
        rig.Offer("bad", "p1");
        rig.Offer("0.1", "p2", backlog: true);
        Eventually.True(
            () => rig.Outputs.Of(OutputKind.Audit).Count == 1 && rig.Outputs.Of(OutputKind.DeadLetter).Count == 1);
        JsonSchema.OfMessage("audit").Validate(rig.Outputs.Of(OutputKind.Audit)[0].Payload).ShouldBeEmpty();
        JsonSchema.OfMessage("dead-letter").Validate(rig.Outputs.Of(OutputKind.DeadLetter)[0].Payload).ShouldBeEmpty();
    }
}
