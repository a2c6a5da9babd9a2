using LineAD.Cli.Soak;

namespace LineAD.Cli.Tests.Soak;

public sealed class MemoryGrowthTests
{
    [Fact]
    public void Of_FlatAfterTheWarmUp_IsZero() =>
        MemoryGrowth.Of([.. Life(1, 200, s => s < 40 ? 100 + s : 140)]).Growth.ShouldBe(0);

    [Fact]
    public void Of_AProcessThatGrows_TellsByHowMuch()
    {
        var growth = MemoryGrowth.Of([.. Life(1, 400, s => 100 + (s / 4))]);

        // Warm-up 100 s; the fifths around 130 s and 370 s: 132 and 192.
        growth.Growth.ShouldBeInRange(0.4, 0.5);
        growth.WarmUpSeconds.ShouldBe(100);
    }

    [Fact]
    public void Of_SeveralLives_TakesTheLongestAndNeverComparesTwo() =>
        MemoryGrowth.Of([.. Life(1, 50, _ => 100), .. Life(2, 300, _ => 200), .. Life(3, 60, _ => 400)])
            .ShouldSatisfyAllConditions(g => g.Growth.ShouldBe(0), g => g.FromBytes.ShouldBe(200), g => g.LifeSeconds.ShouldBe(299));

    [Fact]
    public void Of_NothingLongEnough_IsZero() => MemoryGrowth.Of([.. Life(1, 5, _ => 100)]).Growth.ShouldBe(0);

    private static IEnumerable<ProcessSample> Life(int process, int seconds, Func<int, long> bytes) =>
        Enumerable.Range(0, seconds).Select(s => new ProcessSample(process, s, bytes(s), 10, 20));
}
