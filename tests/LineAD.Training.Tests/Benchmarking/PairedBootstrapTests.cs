using LineAD.Training.Benchmarking;
using LineAD.Training.Evaluation;

namespace LineAD.Training.Tests.Benchmarking;

public sealed class PairedBootstrapTests
{
    [Fact]
    public void Of_UnitWeights_IsTheAuroc()
    {
        var random = new Random(3);
        double[] good = [.. Enumerable.Range(0, 50).Select(_ => Math.Round(random.NextDouble(), 1))];
        double[] defective = [.. Enumerable.Range(0, 30).Select(_ => Math.Round(random.NextDouble() + 0.3, 1))];
        var ranking = new PixelRanking(
            [.. good.Concat(defective).Select(score => (float)score)],
            [.. Enumerable.Repeat(0, 50), .. Enumerable.Repeat(1, 30)], [0, 30]);

        var auroc = new WeightedAuroc(good, defective).Of([.. Enumerable.Repeat(1, 80)]);

        auroc.ShouldBe(RankingMetrics.Auroc(ranking)!.Value, 1e-12);
    }

    [Fact]
    public void Of_Weights_CountPartsAsOftenAsTheySay() =>
        new WeightedAuroc([1, 3], [2, 4]).Of([2, 1, 3, 0]).ShouldBe(new WeightedAuroc([1, 1, 3], [2, 2, 2]).Of([1, 1, 1, 1, 1, 1]));

    [Fact]
    public void Difference_ClearlyBetterRow_ExcludesZero()
    {
        var interval = new PairedBootstrap(500).Difference(
            [Results.Of(Results.Case("pfadseg"), 0.8)], [Results.Of(Results.Case("rd"), 0.2)]);

        interval!.Lower.ShouldBeGreaterThan(0);
        interval.Difference.ShouldBeInRange(interval.Lower, interval.Upper);
    }

    [Fact]
    public void Difference_SameScores_IsExactlyZeroWithAnyDraw()
    {
        var interval = new PairedBootstrap(200).Difference(
            [Results.Of(Results.Case("pfadseg"), 0.4)], [Results.Of(Results.Case("rd"), 0.4)]);

        interval.ShouldBe(new BootstrapInterval(0, 0, 0));
    }

    [Fact]
    public void Difference_OtherParts_IsRefused()
    {
        var other = Results.Of(Results.Case("rd"), 0.4) with { PartsSha256 = "cd" };

        new PairedBootstrap(50).Difference([Results.Of(Results.Case("pfadseg"), 0.4)], [other]).ShouldBeNull();
        new PairedBootstrap(50).Difference([Results.Of(Results.Case("pfadseg", "other"), 0.4)], [other]).ShouldBeNull();
    }
}
