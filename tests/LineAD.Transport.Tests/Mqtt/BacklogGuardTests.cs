using LineAD.Testing;
using LineAD.Transport.Mqtt.Frames;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class BacklogGuardTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void IsBacklog_FreshSession_IsFalse()
    {
        var guard = Begin(sessionPresent: false);

        guard.IsBacklog(_time.GetTimestamp()).ShouldBeFalse();
    }

    [Fact]
    public void IsBacklog_ResumedSession_EndsWithTheFirstPause()
    {
        var guard = Begin(sessionPresent: true);
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(50);
            guard.IsBacklog(_time.GetTimestamp()).ShouldBeTrue();
        }

        _time.Advance(100);
        guard.IsBacklog(_time.GetTimestamp()).ShouldBeFalse();
        _time.Advance(1);
        guard.IsBacklog(_time.GetTimestamp()).ShouldBeFalse();
    }

    [Fact]
    public void IsBacklog_NoPauseEver_EndsAfterFiveSeconds()
    {
        var guard = Begin(sessionPresent: true);
        var last = true;
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(50);
            last = guard.IsBacklog(_time.GetTimestamp());
        }

        last.ShouldBeFalse();
    }

    private BacklogGuard Begin(bool sessionPresent)
    {
        var guard = new BacklogGuard(_time);
        guard.Begin(sessionPresent);
        return guard;
    }
}
