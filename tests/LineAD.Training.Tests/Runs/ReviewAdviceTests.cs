using LineAD.Training.Calibration;
using LineAD.Training.Data;
using LineAD.Training.Runs;

namespace LineAD.Training.Tests.Runs;

public sealed class ReviewAdviceTests
{
    private static readonly double[] Learnt = [0.9, 1.0, 1.1, 0.95, 1.05, 1.0, 0.92, 1.08];

    [Fact]
    public void Of_OnePartFarAboveTheOthers_IsTheThresholdWithoutIt()
    {
        double[] others = [1.0, 1.1, 0.9, 1.05, 0.95];
        var (scores, calibration) = Calibrated([.. others, 6.0]);

        var advice = ReviewAdvice.Of(scores, calibration, [0.9, 2.5, 3.0, 20.0])!;

        var without = ThresholdCalibrator.Of(others, Learnt, 0.01).Value;
        advice.From.ShouldBe(without / calibration.Image.Value, 0.001);
        without.ShouldBeInRange(1.2, 2.0);
        calibration.Image.Value.ShouldBeGreaterThan(6.0);
        advice.Found.Events.ShouldBe(3);
        advice.Found.Trials.ShouldBe(4);
    }

    [Fact]
    public void Of_PartsAlike_LiesCloseToTheThreshold()
    {
        var (scores, calibration) = Calibrated([1.0, 1.1, 0.9, 1.05, 0.95, 1.02]);

        ReviewAdvice.Of(scores, calibration, [2.0])!.From.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Of_ThreeParts_IsNone()
    {
        var (scores, calibration) = Calibrated([1.0, 1.1, 6.0]);

        ReviewAdvice.Of(scores, calibration, [2.0]).ShouldBeNull();
    }

    private static (CalibrationScores Scores, CalibrationResult Calibration) Calibrated(double[] heldOut)
    {
        var scores = new CalibrationScores(
            [.. heldOut.Select((score, i) => new HeldOutScore(new HeldOutPart(new GoodPart($"{i}.png")), score, score / 2))],
            [.. Learnt.Select((score, i) => new LearntScore(new GoodPart($"l{i}.png"), score, score / 2))]);
        return (scores, ThresholdCalibrator.Calibrate(scores.HeldOut, scores.Learnt, 0.01));
    }
}
