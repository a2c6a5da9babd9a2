using LineAD.Models.Networks;
using LineAD.Models.Networks.Blocks;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Tests.Networks;

public sealed class HeadEvidenceTests
{
    /// <summary>
    /// Teacher and student with some channels negated give the same products: a head of products alone cannot tell, one that
    /// is shown the teacher's vectors can.
    /// </summary>
    [Theory]
    [InlineData("stu-seg")]
    [InlineData("pfadseg")]
    public void Segment_SameProductsOfOtherFeatures_Differs(string id)
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        torch.manual_seed(6);
        var spec = TeacherCatalog.Get("builtin");
        using var student = (SegmentingStudent)Architecture.Create(id, spec, torch.CPU, true, null);
        student.Training = false;
        torch.Tensor[] taps = [.. spec.Taps.Select(tap => Map(tap))];
        torch.Tensor[] outputs = [.. spec.Taps.Select(tap => Map(tap))];
        torch.Tensor[] signs = [.. spec.Taps.Select(Signs)];

        var logits = student.Segment(taps, outputs);
        var negated = student.Segment([.. taps.Zip(signs, (tap, sign) => tap * sign)], [.. outputs.Zip(signs, (o, sign) => o * sign)]);
        var scaled = student.Segment([.. taps.Select(tap => tap * 3)], outputs);

        negated.allclose(logits, 1e-4, 1e-4).ShouldBeFalse();
        scaled.allclose(logits, 1e-3, 1e-3).ShouldBeTrue("only directions count, for teachers' activations grow and shrink with the light");
    }

    private static torch.Tensor Signs(TapSpec tap) =>
        torch.tensor([.. Enumerable.Range(0, tap.Channels).Select(c => c % 2 == 0 ? 1f : -1f)]).view(1, tap.Channels, 1, 1);

    private static torch.Tensor Map(TapSpec tap) => ChannelsLast.Of(torch.randn(1, tap.Channels, 64 / tap.Stride, 64 / tap.Stride));
}
