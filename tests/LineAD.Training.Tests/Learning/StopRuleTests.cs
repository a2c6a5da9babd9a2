using LineAD.Training.Learning;

namespace LineAD.Training.Tests.Learning;

public sealed class StopRuleTests
{
    [Fact]
    public void Observe_ByDefault_RunsAllSteps()
    {
        var rule = new StopRule(new TrainingOptions { Steps = 100 });

        rule.Replay(Curve(20, 100, _ => 1));

        (rule.FinalFrom, rule.End).ShouldBe((80, 100));
    }

    [Fact]
    public void Observe_FlatLoss_GoesOverToTheFinalPhase()
    {
        var rule = new StopRule(new TrainingOptions { Steps = 1000, LeastGain = 0.02 });

        rule.Replay(Curve(20, 780, step => step < 200 ? 2.0 - (step / 200.0) : 1.0));

        // At 560 the fifth before holds one point of 1.1 and nine of 1.0: a gain of one per cent.
        rule.FinalFrom.ShouldBe(560);
        rule.End.ShouldBe(700);
    }

    [Fact]
    public void Observe_FallingLoss_GoesOn()
    {
        var rule = new StopRule(new TrainingOptions { Steps = 1000, LeastGain = 0.02 });

        rule.Replay(Curve(20, 780, step => Math.Exp(-step / 500.0)));

        (rule.FinalFrom, rule.End).ShouldBe((800, 1000));
    }

    [Fact]
    public void Observe_HeldOutLoss_IsNotLookedAt()
    {
        var (rising, none) = (Rule(), Rule());

        rising.Replay([.. Curve(20, 600, step => 1.0 / step).Select(p => p with { HeldOutLoss = p.Step })]);
        none.Replay(Curve(20, 600, step => 1.0 / step));

        rising.End.ShouldBe(none.End);
    }

    private static StopRule Rule() => new(new TrainingOptions { Steps = 1000, LeastGain = 0.02 });

    private static List<TrainingPoint> Curve(int every, int to, Func<int, double> loss) =>
        [.. Enumerable.Range(1, to / every).Select(k => new TrainingPoint(k * every, loss(k * every), double.NaN))];
}
