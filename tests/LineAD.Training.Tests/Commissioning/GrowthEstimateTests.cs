using LineAD.Training.Commissioning;

namespace LineAD.Training.Tests.Commissioning;

public sealed class GrowthEstimateTests
{
    [Fact]
    public void Of_ScoresThatFallTenPercentPerDoubling_SaysSo()
    {
        var estimate = Estimate(5, 20, drop: 0.1, noise: 0);

        estimate.DropPerDoubling.ShouldBe(0.1, 1e-9);
        estimate.Lower.ShouldBe(0.1, 1e-9);
        estimate.Verdict.ShouldBe(GrowthVerdict.Helps);
    }

    [Fact]
    public void Of_ScoresThatStay_SaysMorePartsHardlyHelp() =>
        Estimate(10, 16, drop: 0, noise: 0.01).Verdict.ShouldBe(GrowthVerdict.HardlyHelps);

    [Fact]
    public void Of_ScoresThatScatter_SaysItIsNotClear()
    {
        var estimate = Estimate(10, 16, drop: 0.04, noise: 0.3);

        estimate.Verdict.ShouldBe(GrowthVerdict.Unclear);
        estimate.Lower.ShouldBeLessThan(estimate.DropPerDoubling);
        estimate.Upper.ShouldBeGreaterThan(estimate.DropPerDoubling);
    }

    [Fact]
    public void Of_ManyRepetitions_CoversTheTruthAsOftenAsItSays()
    {
        var covered = Enumerable.Range(0, 400).Count(seed =>
        {
            var estimate = Estimate(10, 20, drop: 0.05, noise: 0.1, seed);
            return estimate.Lower <= 0.05 && estimate.Upper >= 0.05;
        });

        (covered / 400.0).ShouldBeInRange(0.92, 0.98);
    }

    [Fact]
    public void Of_TooFewCommonParts_IsRefused() => Should.Throw<ArgumentException>(
        () => GrowthEstimate.Of(5, new Dictionary<string, double> { ["a"] = 1 }, 10, new Dictionary<string, double> { ["b"] = 1 }));

    private static GrowthEstimate Estimate(int from, int to, double drop, double noise, int seed = 1)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var doublings = Math.Log2((double)to / from);
        var more = Enumerable.Range(0, 20).ToDictionary(i => $"{i}", i => 0.5 + (0.1 * i));
        var fewer = more.ToDictionary(p => p.Key, p => p.Value * Math.Exp(doublings * (-Math.Log(1 - drop) + (noise * Normal()))));
        return GrowthEstimate.Of(from, fewer, to, more);
    }
}
