using System.Text.Json;
using LineAD.Models.Bundles;
using LineAD.Training.Calibration;
using LineAD.Training.Commissioning;
using LineAD.Training.Evaluation;
using LineAD.Training.Reporting;
using LineAD.Training.Runs;
using LineAD.Training.Tests.Learning;

namespace LineAD.Training.Tests.Commissioning;

[Collection(TorchTests.Name)]
public sealed class CommissionRunTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    [Fact]
    public void Execute_TwentyParts_LearnsFromAllAndSaysWhatToExpect()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        var started = new List<(int Number, int All)>();
        var run = new CommissionRun(TrainingFixture.Options(3), teacher, TimeProvider.System)
        {
            Folds = 4,
            Started = (number, all) => started.Add((number, all)),
        };

        var (model, findings) = run.Execute(fixture.Good, CancellationToken.None);
        using var owned = model;

        model.Split.Training.Count.ShouldBe(20);
        findings.Threshold.Parts.ShouldBe(20);
        findings.Growth.Select(point => point.Parts).ShouldBe([5, 10, 15]);
        findings.Growth.Select(point => point.LeftOut).ShouldBe([20, 20, 20]);
        findings.LeftOutRejects.Trials.ShouldBe(20);
        findings.WithTwiceTheParts.Upper.ShouldBeLessThan(findings.Threshold.FalseRejects.Upper);
        findings.Unlike.Count.ShouldBe(3);
        findings.Unlike.ShouldAllBe(part => part.Score < 1);
        started.ShouldBe(Enumerable.Range(1, 9).Select(number => (number, 9)));
        Exported(model, findings);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(400)]
    public void Outlook_MoreParts_NarrowsTheInterval(int parts)
    {
        var (few, many) = (ThresholdCalibrator.Outlook(parts, 0.01), ThresholdCalibrator.Outlook(2 * parts, 0.01));

        (many.Upper - many.Lower).ShouldBeLessThan(few.Upper - few.Lower);
        few.Expected.ShouldBeInRange(0.005, 0.0101);
    }

    [Fact]
    public void Of_Findings_SaysRateMethodCheckAndLimits()
    {
        var text = string.Join('\n', CommissionText.Of(Findings()));

        text.ShouldContain("Expect 1.2 % of good parts to be rejected; 95 % interval 0.10 % to 5.0 %");
        text.ShouldContain("log-normal");
        text.ShouldContain("rejects 1 of 20 parts left out in turn");
        text.ShouldContain("More parts would help");
        text.ShouldContain("0007.jpg (0.930)");
        text.ShouldContain("instead of 0.10 % to 5.0 %");
    }

    private static CommissionFindings Findings() => new()
    {
        Parts = 20,
        Folds = 5,
        Threshold = new Threshold(1, "lognormal_tolerance", 20, new RateInterval(0.012, 0.001, 0.05)),
        LeftOutRejects = RateEstimate.Of(1, 20)!,
        Growth = [new GrowthPoint(10, 20, 0.6, 1.1), new GrowthPoint(16, 20, 0.5, 1)],
        Estimate = new GrowthEstimate(10, 16, 0.1, 0.05, 0.15),
        WithTwiceTheParts = new RateInterval(0.01, 0.002, 0.03),
        Unlike = [new PartScore("0007.jpg", "good", 0.93)],
        Gallery = new ReportGallery("parts", []),
    };

    private void Exported(TrainedModel model, CommissionFindings findings)
    {
        var store = new BundleStore(Path.Combine(fixture.Folder, "commissioned"));
        var bundle = new BundleExporter(store, TimeProvider.System).Export(model, new BundleTarget("nut"), commissioning: findings);
        var page = File.ReadAllText(Path.Combine(bundle.Directory, "report", "index.html"));
        page.ShouldContain("What to expect on the line");
        page.ShouldContain("4-fold cross-validation");
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(bundle.Directory, "report.json")));
        report.RootElement.GetProperty("commissioning").GetProperty("leftOutRejects").GetProperty("trials").GetInt32().ShouldBe(20);
        bundle.Manifest.Calibration.HeldOut.ShouldBe(20);
    }
}
