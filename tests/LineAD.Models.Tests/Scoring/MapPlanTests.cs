using LineAD.Core.Errors;
using LineAD.Models.Scoring;
using TorchSharp;

namespace LineAD.Models.Tests.Scoring;

public sealed class MapPlanTests
{
    private static readonly string[] Names = [MapNames.Discrepancy, MapNames.Discrepancy, MapNames.Head];

    /// <summary>
    /// Discrepancy 0.2 + 0.4 on 0.1 to 0.6 is at its high end, 1; head −1 on −4 to 0 three quarters up from a half, 0.875.
    /// </summary>
    [Fact]
    public void Compose_TwoKinds_IsTheMeanOfTheirScaledSums()
    {
        using var scope = torch.NewDisposeScope();
        var rule = new ScoreRule
        {
            Scales = [new MapScale(MapNames.Discrepancy, 0.1, 0.6, 0), new MapScale(MapNames.Head, -4, 0, 0)],
        };
        torch.Tensor[] maps = [torch.full([1, 4, 4], 0.2), torch.full([1, 2, 2], 0.4), torch.full([1, 4, 4], -1.0)];

        using var composer = MapComposer.For(maps, 8, 8, MapPlan.For(rule, Names));
        var composed = composer.Compose(maps);

        composed.shape.ShouldBe([1, 8, 8]);
        composed.data<float>().ToArray().ShouldAllBe(value => Math.Abs(value - ((1 + 0.875) / 2)) < 1e-5);
    }

    /// <summary>The head sees what the discrepancy does not, and the other way round; each alone decides its half.</summary>
    [Fact]
    public void Compose_LargestOfTwoKinds_IsTheLargerAtEveryPixel()
    {
        using var scope = torch.NewDisposeScope();
        var rule = new ScoreRule
        {
            Scales = [new MapScale(MapNames.Discrepancy, 0.1, 0.6, 0), new MapScale(MapNames.Head, -4, 0, 0)],
            Join = MapJoin.Largest,
        };
        var head = torch.cat([torch.full([1, 4, 2], -4.0), torch.full([1, 4, 2], 4.0)], 2);
        torch.Tensor[] maps = [torch.full([1, 4, 4], 0.2), torch.full([1, 4, 4], 0.4), head];

        using var composer = MapComposer.For(maps, 4, 4, MapPlan.For(rule, Names));
        var row = composer.Compose(maps).data<float>().ToArray()[..4];

        row.Zip([1f, 1f, 1.5f, 1.5f]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void Compose_FarBelowTheScale_StaysPositive()
    {
        using var scope = torch.NewDisposeScope();
        var rule = new ScoreRule { Scales = [new MapScale(MapNames.Head, 0, 1, 0)] };
        torch.Tensor[] maps = [torch.full([1, 2, 2], -9.0)];

        using var composer = MapComposer.For(maps, 4, 4, MapPlan.For(rule, [MapNames.Head]));

        composer.Compose(maps).min().item<float>().ShouldBe(1e-3f, 1e-6f);
    }

    [Fact]
    public void For_NoScales_SumsWithTheRulesBlur()
    {
        var plan = MapPlan.For(new ScoreRule { BlurSigma = 3 }, Names);

        var group = plan.Groups.ShouldHaveSingleItem();
        group.ShouldSatisfyAllConditions(
            g => g.Maps.ShouldBe([0, 1, 2]),
            g => g.Weights.ShouldBe([new MapWeight(1, 3), new MapWeight(1, 3), new MapWeight(1, 3)]),
            g => g.Offset.ShouldBe(0));
        plan.Floor.ShouldBeNull();
    }

    [Fact]
    public void For_KindWithoutScale_NamesIt()
    {
        var rule = new ScoreRule { Scales = [new MapScale(MapNames.Discrepancy, 0, 1, 4)] };

        Should.Throw<ModelBundleException>(() => MapPlan.For(rule, Names)).Message.ShouldContain("'head'");
    }
}
