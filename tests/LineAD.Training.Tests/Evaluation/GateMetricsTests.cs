using LineAD.Training.Evaluation;

namespace LineAD.Training.Tests.Evaluation;

public sealed class GateMetricsTests
{
    [Fact]
    public void EscapesAtZeroFalseRejects_TieWithTheHighestGood_Escapes() =>
        GateMetrics.EscapesAtZeroFalseRejects([0.2, 0.5], [0.5, 0.6, 0.4, 0.9])!.Events.ShouldBe(2);

    [Fact]
    public void FalseRejectsAtZeroEscapes_TieWithTheLowestDefect_IsRejected() =>
        GateMetrics.FalseRejectsAtZeroEscapes([0.2, 0.5, 0.4], [0.4, 0.9])!.Events.ShouldBe(2);

    // Reference values: Clopper and Pearson's interval as tabulated, for instance R's binom.test(0, 10), (2, 20), (10, 10).
    [Theory]
    [InlineData(0, 10, 0, 0.3084971)]
    [InlineData(2, 20, 0.01234853, 0.3169827)]
    [InlineData(10, 10, 0.6915029, 1)]
    public void RateEstimate_Of_IsTheExactInterval(int events, int trials, double lower, double upper)
    {
        var rate = RateEstimate.Of(events, trials)!;

        rate.Lower.ShouldBe(lower, 1e-6);
        rate.Upper.ShouldBe(upper, 1e-6);
    }

    [Fact]
    public void RateEstimate_NoTrials_IsUndefined() => RateEstimate.Of(0, 0).ShouldBeNull();
}
