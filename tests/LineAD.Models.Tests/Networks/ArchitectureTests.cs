using LineAD.Core.Errors;
using LineAD.Models.Networks;
using LineAD.Models.Networks.Blocks;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Tests.Networks;

public sealed class ArchitectureTests
{
    public static TheoryData<string, string, bool> Cases()
    {
        var cases = new TheoryData<string, string, bool>();
        foreach (var id in Architecture.Ids)
        {
            foreach (var teacher in (string[])["builtin", "resnet18", "resnet50", "efficientnet_lite0"])
            {
                cases.Add(id, teacher, true);
            }

            if (Architecture.AblationOf(id) is not null)
            {
                cases.Add(id, "builtin", false);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_AnyTeacher_PredictsItsTapsAndFoldsToTheSameMaps(string id, string teacher, bool whole)
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        torch.manual_seed(4);
        var spec = TeacherCatalog.Get(teacher);
        using var student = Architecture.Create(
            id, spec, torch.CPU, true, whole ? null : Architecture.AblationOf(id));
        torch.Tensor[] taps = [.. spec.Taps.Select(tap => ChannelsLast.Of(Tap(spec, tap)))];
        var image = ChannelsLast.Of(torch.randn(2, 3, 64, 96));
        student.Training = true;
        student.Forward(taps, image);
        student.Training = false;

        var outputs = student.Forward(taps, image);
        var maps = student.Discrepancies(taps, image);
        student.Fold(new FoldOptions(torch.float32, null));
        var folded = student.Discrepancies(taps, image);

        outputs.Select(map => map.shape).ShouldBe(taps.Select(tap => tap.shape));
        maps.Length.ShouldBe(student.MapNames.Count);
        for (var k = 0; k < maps.Length; k++)
        {
            maps[k].dtype.ShouldBe(torch.float32);
            maps[k].isfinite().all().item<bool>().ShouldBeTrue();
            folded[k].allclose(maps[k], 1e-3, 1e-3).ShouldBeTrue($"{student.MapNames[k]} {k}");
        }
    }

    [Fact]
    public void Create_ModuleOfAnother_NamesWhatCanBeLeftOut() =>
        Should.Throw<ModelBundleException>(() => Architecture.Create(
                Architecture.PfadSeg, TeacherCatalog.Get("builtin"), torch.CPU, true, Ablations.Filter))
            .Message.ShouldContain("'affm'");

    private static torch.Tensor Tap(TeacherSpec spec, TapSpec tap)
    {
        var values = torch.randn(2, tap.Channels, 64 / tap.Stride, 96 / tap.Stride);
        return spec.SignedTaps ? values : values.relu();
    }
}
