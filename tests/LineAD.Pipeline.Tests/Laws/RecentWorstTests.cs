using LineAD.Pipeline.Deadlines;

namespace LineAD.Pipeline.Tests.Laws;

public sealed class RecentWorstTests
{
    [Fact]
    public void Note_OneSlow_IsRememberedAndFadesOverGoodOnes()
    {
        var worst = new RecentWorst(20_000);
        worst.Note(8_000);
        worst.Note(100);
        worst.Ticks.ShouldBeInRange(7_500, 8_000);

        for (var i = 0; i < 300; i++)
        {
            worst.Note(100);
        }

        worst.Ticks.ShouldBeInRange(100, 300);
    }

    [Fact]
    public void Note_AStall_CountsAsTheMost()
    {
        var worst = new RecentWorst(20_000);
        worst.Note(3_000_000);
        worst.Ticks.ShouldBe(20_000);
    }
}
