using LineAD.Testing;
using LineAD.Transport.Mqtt.Decisions;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class AnswerWatchTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void IsOverdue_NothingOwed_IsFalseForEver()
    {
        var watch = Watch();
        watch.Owe();
        watch.Settle();
        _time.Advance(60_000);

        watch.IsOverdue.ShouldBeFalse();
    }

    [Fact]
    public void IsOverdue_OwedAndNothingCame_IsTrueAfterThePatience()
    {
        var watch = Watch();
        _time.Advance(60_000);
        watch.Owe();
        _time.Advance(1000);
        watch.IsOverdue.ShouldBeFalse();

        _time.Advance(1);

        watch.IsOverdue.ShouldBeTrue();
    }

    [Fact]
    public void IsOverdue_OthersAreAnswered_StartsAnew()
    {
        var watch = Watch();
        watch.Owe();
        watch.Owe();
        _time.Advance(900);
        watch.Settle();
        _time.Advance(900);

        watch.IsOverdue.ShouldBeFalse();
        _time.Advance(200);
        watch.IsOverdue.ShouldBeTrue();
    }

    private AnswerWatch Watch() => new(TimeSpan.FromSeconds(1), _time);
}
