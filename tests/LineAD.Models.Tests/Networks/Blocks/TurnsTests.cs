using LineAD.Models.Networks.Blocks;
using LineAD.Testing;

namespace LineAD.Models.Tests.Networks.Blocks;

public class TurnsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _calls = [];

    [Fact]
    public void Best_TheMachineIsSlowAtFirst_NeitherWayPaysForIt()
    {
        var start = _time.GetTimestamp();
        var best = Turns.Best([Way("slow", 2), Way("fast", 1)], 4, TimeSpan.FromMilliseconds(100), _time);
        best.ShouldBe([0.002, 0.001], 1e-9);

        Action Way(string name, double milliseconds) => () =>
        {
            var disturbed = _time.GetElapsedTime(start).TotalMilliseconds < 50;
            Pass(name, disturbed ? 2 * milliseconds : milliseconds);
        };
    }

    [Fact]
    public void Best_TheMachineIsSlowAllTheTime_TheOrderHolds()
    {
        var best = Turns.Best([() => Pass("a", 4), () => Pass("b", 2)], 2, TimeSpan.Zero, _time);
        (best[1] / best[0]).ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public void Best_LeastRounds_TheyTakeTurnsAfterOneThatDoesNotCount()
    {
        var best = Turns.Best([() => Pass("a", _calls.Count < 2 ? 0 : 3), () => Pass("b", _calls.Count < 2 ? 0 : 5)], 2, TimeSpan.Zero, _time);
        _calls.ShouldBe(["a", "b", "a", "b", "a", "b"]);
        best.ShouldBe([0.003, 0.005], 1e-9);
    }

    [Fact]
    public void Best_LeastTime_GoesOnUntilItIsUp()
    {
        Turns.Best([() => Pass("a", 3)], 1, TimeSpan.FromMilliseconds(10), _time);
        _calls.Count.ShouldBe(1 + 4);
    }

    private void Pass(string name, double milliseconds)
    {
        _calls.Add(name);
        _time.Advance(milliseconds);
    }
}
