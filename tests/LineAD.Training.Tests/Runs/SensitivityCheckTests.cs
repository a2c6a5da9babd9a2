using LineAD.Training.Evaluation;
using LineAD.Training.Runs;
using LineAD.Training.Tests.Learning;

namespace LineAD.Training.Tests.Runs;

[Collection(TorchTests.Name)]
public sealed class SensitivityCheckTests(TrainingFixture parts) : IClassFixture<TrainingFixture>
{
    [Fact]
    public void Of_ThresholdBelowEverything_AllFoundAndNoWarning()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        using var model = Train(teacher);

        var check = SensitivityCheck.Of(With(model, teacher, 1e-9));

        check.Found.Events.ShouldBe(check.Found.Trials);
        check.Sentences().ShouldHaveSingleItem().ShouldContain("40 of 40");
    }

    [Fact]
    public void Of_ThresholdAboveEverything_NoneFoundAndTheOddPartIsNamed()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        using var model = Train(teacher);

        var check = SensitivityCheck.Of(With(model, teacher, 1e9));

        check.Found.Events.ShouldBe(0);
        var odd = model.Scores.HeldOut.MaxBy(part => part.Score)!;
        check.HighestPart.ShouldBe(Path.GetFileName(odd.Part.Path));
        check.HighestToMedian.ShouldBeGreaterThanOrEqualTo(1);
        check.Sentences()[1].ShouldStartWith("WARNING");
        check.Sentences()[1].ShouldContain(check.HighestPart!);
    }

    [Fact]
    public void Sentences_ThresholdWithoutTheOddPartFindsMore_SayWhichReviewFromThatIs()
    {
        var check = new SensitivityCheck(
            RateEstimate.Of(2, 40)!, "bright.png", 4.2, new ReviewAdvice(0.41, RateEstimate.Of(36, 40)!));

        check.Sentences()[2].ShouldContain("\"reviewFrom\": 0.41");
        check.Sentences()[2].ShouldContain("36 of 40");
        (check with { Review = new ReviewAdvice(0.41, check.Found) }).Sentences().Count.ShouldBe(2);
    }

    [Fact]
    public void Sensitivity_SameModel_SameAnswer()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        using var model = Train(teacher);

        SensitivityCheck.Of(model).ShouldBe(model.Sensitivity);
    }

    private TrainedModel Train(TrainingTeacher teacher) =>
        new TrainingRun(TrainingFixture.Options(2), teacher, TimeProvider.System).Execute(parts.Good, CancellationToken.None);

    private static TrainedModel With(TrainedModel model, TrainingTeacher teacher, double threshold) =>
        new(model.Student, model.Options, teacher, model.Split)
        {
            RawRule = model.RawRule,
            Scores = model.Scores,
            Calibration = model.Calibration with { Image = model.Calibration.Image with { Value = threshold } },
            Curve = model.Curve,
            TrainingSeconds = model.TrainingSeconds,
        };
}
