using LineAD.Testing;
using LineAD.Transport.Mqtt.Decisions;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class PoolPulseTests
{
    private readonly ManualTimeProvider _time = new();
    private int _posted;

    [Fact]
    public void Ask_AnsweredAMomentAgo_WakesThePoolNotAgain()
    {
        var pulse = Pulse();
        pulse.Ask();
        pulse.Answer();
        _time.Advance(49);
        pulse.Ask();
        _posted.ShouldBe(1);

        _time.Advance(1);
        pulse.Ask();

        _posted.ShouldBe(2);
    }

    [Fact]
    public void Ask_NoAnswerYet_PostsOnce()
    {
        var pulse = Pulse();
        pulse.Ask();
        _time.Advance(1000);
        pulse.Ask();

        _posted.ShouldBe(1);
    }

    [Fact]
    public void IsRunning_TheSignStaysAway_IsFalseAfterThePatience_UntilItComes()
    {
        var pulse = Pulse();
        pulse.IsRunning.ShouldBeTrue();
        pulse.Ask();
        _time.Advance(299);
        pulse.IsRunning.ShouldBeTrue();
        _time.Advance(1);
        pulse.IsRunning.ShouldBeFalse();

        pulse.Answer();

        pulse.IsRunning.ShouldBeTrue();
    }

    [Fact]
    public void Ask_ThePoolOfTheProcess_Answers()
    {
        var pulse = new PoolPulse(_time);
        pulse.Ask();
        _time.Advance(1000);

        SpinWait.SpinUntil(() => pulse.IsRunning, TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    private PoolPulse Pulse() => new(_time, _ => _posted++);
}
