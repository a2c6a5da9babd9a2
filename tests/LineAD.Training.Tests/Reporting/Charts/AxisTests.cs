using LineAD.Training.Reporting.Charts;

namespace LineAD.Training.Tests.Reporting.Charts;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 1000)]
    [InlineData(0, 60)]
    [InlineData(3, 4)]
    public void Ticks_Linear_AreRoundInsideAndFew(double min, double max)
    {
        var ticks = Axis.Linear("x", min, max).Ticks;

        ticks.Count.ShouldBeInRange(3, 8);
        ticks.ShouldAllBe(tick => tick >= min - 1e-9 && tick <= max + 1e-9);
    }

    [Theory]
    [InlineData(0.4, 1.1)]
    [InlineData(0.01, 3)]
    [InlineData(1e-5, 100)]
    public void Ticks_Log_AreInsideAndFew(double min, double max)
    {
        var ticks = Axis.Log("y", min, max).Ticks;

        ticks.Count.ShouldBeInRange(3, 9);
        ticks.ShouldAllBe(tick => tick >= min / 1.1 && tick <= max * 1.1);
    }

    [Fact]
    public void At_Log_GivesEqualRatiosEqualLengths()
    {
        var axis = Axis.Log("y", 0.1, 10);

        (axis.At(1) - axis.At(0.5)).ShouldBe(axis.At(4) - axis.At(2), 1e-12);
        axis.At(1e-9).ShouldBe(0);
        axis.At(1e9).ShouldBe(1);
        axis.ValueAt(axis.At(2.5)).ShouldBe(2.5, 1e-9);
    }
}
