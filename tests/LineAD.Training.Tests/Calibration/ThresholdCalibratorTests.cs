using LineAD.Training.Calibration;
using LineAD.Training.Data;
using MathNet.Numerics.Distributions;

namespace LineAD.Training.Tests.Calibration;

public sealed class ThresholdCalibratorTests
{
    private const double Target = 0.01;

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(20)]
    public void Of_FewLogNormalScores_RejectsTheTargetShareOnAverage(int parts)
    {
        var random = new Random(11);
        var rates = Enumerable.Range(0, 4000).Select(_ =>
        {
            var scores = Enumerable.Range(0, parts).Select(_ => Math.Exp(3 + (0.2 * Normal.Sample(random, 0, 1)))).ToArray();
            var threshold = ToleranceThreshold.Fit(scores, [], Target).Bound;
            return 1 - Normal.CDF(3, 0.2, Math.Log(threshold));
        }).ToArray();

        rates.Average().ShouldBe(Target, 0.0015);
    }

    [Fact]
    public void Of_FewScores_StatedIntervalHoldsTheTrueRate()
    {
        var random = new Random(5);
        var inside = Enumerable.Range(0, 200).Count(_ =>
        {
            var scores = Enumerable.Range(0, 8).Select(_ => Math.Exp(Normal.Sample(random, 0, 0.3))).ToArray();
            var threshold = ToleranceThreshold.Of(scores, [], Target);
            var rate = 1 - Normal.CDF(0, 0.3, Math.Log(threshold.Value));
            return rate >= threshold.FalseRejects.Lower && rate <= threshold.FalseRejects.Upper;
        });

        (inside / 200.0).ShouldBe(0.95, 0.04);
    }

    [Fact]
    public void Of_FewScores_ExpectedRateIsTheTarget() =>
        ToleranceThreshold.Of([1.0, 1.1, 1.05, 0.9, 1.2, 1.0, 0.95, 1.15], [], Target).FalseRejects.Expected
            .ShouldBe(Target, 5e-4);

    [Fact]
    public void Of_SpreadPooledWithLearntParts_StillRejectsTheTargetShareOnAverage()
    {
        var random = new Random(13);
        double[] Draw(int count, double level) =>
            [.. Enumerable.Range(0, count).Select(_ => Math.Exp(level + (0.2 * Normal.Sample(random, 0, 1))))];

        var rates = Enumerable.Range(0, 4000).Select(_ =>
        {
            var bound = ToleranceThreshold.Fit(Draw(8, 3), Draw(20, 2.8), Target).Bound;
            return 1 - Normal.CDF(3, 0.2, Math.Log(bound));
        }).ToArray();

        rates.Average().ShouldBe(Target, 0.002);
    }

    [Fact]
    public void Of_HeldOutPartsSpreadWider_CountAlone()
    {
        double[] wide = [1, 2, 4, 8, 1.5, 3, 6, 2.5];
        double[] narrow = [.. Enumerable.Range(0, 20).Select(i => 1 + (0.01 * i))];

        ToleranceThreshold.Of(wide, narrow, Target).Method.ShouldBe(ToleranceThreshold.Method);
        ToleranceThreshold.Of(wide, wide, Target).Method.ShouldBe(ToleranceThreshold.PooledMethod);
    }

    [Fact]
    public void Of_ManyScoresOfAnyShape_RejectsNoMoreThanTheTargetOnAverage()
    {
        var random = new Random(3);
        var rates = Enumerable.Range(0, 3000).Select(_ =>
        {
            var scores = Enumerable.Range(0, 150).Select(_ => random.NextDouble()).ToArray();
            return Math.Max(0, 1 - EmpiricalThreshold.Of(scores, Target).Value);
        }).ToArray();

        rates.Average().ShouldBe(1 / 151.0, 0.001);
    }

    [Theory]
    [InlineData(99, ToleranceThreshold.Method)]
    [InlineData(100, EmpiricalThreshold.Method)]
    public void Calibrate_HundredParts_SwitchesToTheQuantile(int parts, string method) =>
        ThresholdCalibrator.Calibrate(Parts(parts), [], Target).Image.Method.ShouldBe(method);

    [Fact]
    public void Calibrate_AnyParts_AcceptsEveryHeldOutPart()
    {
        var parts = Parts(12, outlier: 50);

        ThresholdCalibrator.Calibrate(parts, [], Target).Image.Value.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Calibrate_PixelThreshold_IsNeverAboveTheImageThreshold()
    {
        var result = ThresholdCalibrator.Calibrate(Parts(9), [], Target);

        result.PixelThreshold.ShouldBeLessThanOrEqualTo(result.Image.Value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Calibrate_UnusableScore_NamesThePart(double score)
    {
        var parts = Parts(8).Append(new HeldOutScore(new HeldOutPart(new GoodPart("odd.png")), score, 0.1)).ToList();

        Should.Throw<ArgumentException>(() => ThresholdCalibrator.Calibrate(parts, [], Target)).Message.ShouldContain("odd.png");
    }

    [Fact]
    public void HeldOutScore_Constructor_TakesNoTestPart() =>
        typeof(HeldOutPart).GetConstructors(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)
            .ShouldBeEmpty("only GoodPartSplit makes held-out parts, so that no test image can be calibrated on");

    private static List<HeldOutScore> Parts(int count, double outlier = 1)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i => new HeldOutScore(
            new HeldOutPart(new GoodPart($"{i}.png")), i == 0 ? outlier : 1 + random.NextDouble(), 0.5 + random.NextDouble()))];
    }
}
