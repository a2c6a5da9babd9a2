using LineAD.Training.Evaluation;

namespace LineAD.Training.Tests.Evaluation;

public sealed class CategoryEvaluatorTests
{
    private const double ImageTolerance = 1e-5;
    private const double PixelTolerance = 1e-4;

    public static TheoryData<string> Cases => [.. GoldenCase.All.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_GoldenCase_AgreesWithTheIndependentImplementation(string name)
    {
        var golden = GoldenCase.All.Single(candidate => candidate.Name == name);

        var metrics = CategoryEvaluator.Evaluate(golden.Images);

        metrics.Instances.ShouldBe(golden.Instances);
        ShouldBe(metrics.ImageAuroc, golden.ImageAuroc, ImageTolerance, "image AUROC");
        ShouldBe(metrics.PixelAuroc, golden.PixelAuroc, PixelTolerance, "pixel AUROC");
        ShouldBe(metrics.PixelAveragePrecision, golden.PixelAp, PixelTolerance, "pixel AP");
        ShouldBe(metrics.Aupro, golden.Aupro, PixelTolerance, "AUPRO");
        ShouldBe(metrics.InstanceAveragePrecision, golden.Iap, PixelTolerance, "IAP");
        ShouldBe(metrics.InstancePrecisionAt90, golden.Iap90, PixelTolerance, "IAP@90");
    }

    [Fact]
    public void Evaluate_ConstantScores_IsOneHalf()
    {
        var metrics = CategoryEvaluator.Evaluate(GoldenCase.All.Single(golden => golden.Name == "constant").Images);

        metrics.ImageAuroc.ShouldBe(0.5);
        metrics.PixelAuroc.ShouldBe(0.5);
    }

    [Fact]
    public void Evaluate_AllGood_LeavesUndefinedMetricsNull()
    {
        var metrics = CategoryEvaluator.Evaluate([Good(0.1), Good(1.2)]);

        metrics.ImageAuroc.ShouldBeNull();
        metrics.PixelAuroc.ShouldBeNull();
        metrics.Aupro.ShouldBeNull();
        metrics.InstanceAveragePrecision.ShouldBeNull();
        metrics.EscapesAtZeroFalseRejects.ShouldBeNull();
        metrics.FalseRejects!.Rate.ShouldBe(0.5);
    }

    [Fact]
    public void Evaluate_DefectWithoutMask_CountsForTheImageOnly()
    {
        var metrics = CategoryEvaluator.Evaluate(
            [Good(0.1), new ScoredImage("d", true, 2, 2, [9, 9, 9, 9], [])]);

        metrics.DefectiveImagesWithoutMask.ShouldBe(1);
        metrics.ImageAuroc.ShouldBe(1);
        metrics.PixelAuroc.ShouldBeNull();
    }

    [Fact]
    public void ScoredImage_NotFinite_IsRefused() =>
        Should.Throw<ArgumentException>(() => new ScoredImage("x", false, double.NaN, 1, [0], [])).Message.ShouldContain("x");

    [Theory]
    [InlineData(10, 0.9, 9)]
    [InlineData(11, 0.9, 10)]
    [InlineData(1, 0.9, 1)]
    [InlineData(30, 0.9, 27)]
    [InlineData(10, 1.0, 10)]
    public void NeededInstances_RecallTimesCount_IsNotSpoiltByRounding(int instances, double recall, int expected) =>
        InstanceMetrics.NeededInstances(instances, recall).ShouldBe(expected);

    private static ScoredImage Good(double score) => new("g", false, score, 2, [0, 0, 0, (float)score], []);

    private static void ShouldBe(double? actual, double? expected, double tolerance, string metric)
    {
        actual.HasValue.ShouldBe(expected.HasValue, metric);
        if (expected.HasValue)
        {
            actual!.Value.ShouldBe(expected.Value, tolerance, metric);
        }
    }
}
