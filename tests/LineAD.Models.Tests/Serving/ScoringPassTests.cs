using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Models.Serving;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Tests.Serving;

public sealed class ScoringPassTests
{
    [Theory]
    [InlineData("builtin")]
    [InlineData("resnet18")]
    [InlineData("efficientnet_lite0")]
    public void Score_FoldedFp32_EqualsUnfoldedNetworks(string teacher)
    {
        using var test = new TestModel(Precision.Fp32, teacher);
        var item = test.Item(test.Add("a"), 1);
        test.Group.Score([item], 1);
        var expected = Unfolded(test.Spec, 1);
        item.Score.ShouldBe(expected.Max(), 1e-4);
        item.Map!.Values.Span.ToArray().ShouldBe(expected, 1e-4f);
    }

    [Fact]
    public void Score_Bf16_StaysCloseToFp32()
    {
        using var exact = new TestModel();
        using var fast = new TestModel(Precision.Bf16);
        var a = exact.Item(exact.Add("a"), 0);
        var b = fast.Item(fast.Add("a"), 0);
        exact.Group.Score([a], 1);
        fast.Group.Score([b], 1);
        // bf16 keeps 8 bits: 20 layers of rounding leave about one part in a hundred.
        b.Score.ShouldBe(a.Score, 0.03 * a.Score);
    }

    [Fact]
    public void Score_PaddedShape_GivesTheScoresOfSingleImages()
    {
        using var test = new TestModel();
        var model = test.Add("a");
        var items = Enumerable.Range(0, 3).Select(k => test.Item(model, k)).ToList();
        test.Group.Score(items, 4);
        for (var k = 0; k < items.Count; k++)
        {
            var alone = test.Item(model, k);
            test.Group.Score([alone], 1);
            items[k].Score.ShouldBe(alone.Score, 1e-4);
        }

        items.Select(i => i.Score).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Score_MixedCategories_UsesEachOnesStudent()
    {
        using var test = new TestModel();
        var (first, second) = (test.Add("a"), test.Add("b", shift: 0.05));
        ScoreItem[] mixed = [test.Item(first, 0), test.Item(second, 0), test.Item(first, 1), test.Item(second, 1)];
        test.Group.Score(mixed, 4);
        foreach (var (item, image) in mixed.Zip([0, 0, 1, 1]))
        {
            var alone = test.Item(((ModelLease)item.Lease).Model, image);
            test.Group.Score([alone], 1);
            item.Score.ShouldBe(alone.Score, 1e-4);
        }

        Math.Abs(mixed[0].Score - mixed[1].Score).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void Score_Thresholds_ScaleScoreAndMap()
    {
        using var test = new TestModel();
        var raw = test.Item(test.Add("a"), 0);
        var scaled = test.Item(test.Add("b", new ScoreRule { ImageThreshold = 0.5, PixelThreshold = 4 }), 0);
        test.Group.Score([raw, scaled], 2);
        scaled.Score.ShouldBe(raw.Score * 2, 1e-4);
        scaled.Map!.Values.Span[100].ShouldBe(raw.Map!.Values.Span[100] / 4, 1e-5f);
    }

    [Fact]
    public void Score_BelowMapFrom_LeavesTheMapOnTheDevice()
    {
        using var test = new TestModel();
        var item = test.Item(test.Add("a"), 0, 1e9);
        test.Group.Score([item], 1);
        item.Map.ShouldBeNull();
        double.IsFinite(item.Score).ShouldBeTrue();
    }

    [Fact]
    public void Score_SpentPool_ShedsTheMapAndKeepsTheScore()
    {
        using var test = new TestModel();
        var item = test.Item(test.Add("a"), 0);
        using var hog = test.Pool.TryRentBytes((int)(test.Pool.BudgetBytes - test.Pool.OutstandingBytes));
        test.Group.Score([item], 1);
        item.Map.ShouldBeNull();
        double.IsFinite(item.Score).ShouldBeTrue();
    }

    [Fact]
    public void Score_ManyBatches_LeavesNoTensorBehind()
    {
        using var test = new TestModel();
        var item = test.Item(test.Add("a"), 0, double.PositiveInfinity);
        test.Group.Score([item], 1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var k = 0; k < 3; k++)
        {
            test.Group.Score([item], 1);
        }

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    [Fact]
    public void Dispose_OfLeasedModel_WaitsForTheLastLease()
    {
        using var test = new TestModel();
        var model = test.Add("a");
        var item = test.Item(model, 0);
        model.Retire();
        model.TryLease().ShouldBeNull();
        test.Group.Score([item], 1);
        double.IsFinite(item.Score).ShouldBeTrue();
        item.Lease.Dispose();
        item.Lease.Dispose();
    }

    private static float[] Unfolded(TeacherSpec spec, int index)
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        using var teacher = HashedWeights.Fill(spec.Build(torch.CPU));
        using var student = HashedWeights.Fill(Architecture.Create("rd", spec, torch.CPU, false));
        var mean = torch.tensor([.. spec.Preprocessing.Mean]).view(1, 3, 1, 1);
        var deviation = torch.tensor([.. spec.Preprocessing.Deviation]).view(1, 3, 1, 1);
        var image = ((HashedWeights.Image(index + 1, TestModel.Size) - mean) / deviation).narrow(0, index, 1);
        var maps = student.Discrepancies(teacher.Forward(image), image);
        using var composer = new MapComposer([(16, 16), (8, 8), (4, 4)], TestModel.Size, TestModel.Size, 4, torch.CPU);
        return composer.Compose(maps).contiguous().data<float>().ToArray();
    }
}
