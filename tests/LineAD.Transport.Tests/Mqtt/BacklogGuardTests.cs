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
    public void IsBacklog_PausesBeforeTheMarker_EndNothing()
    {
        var guard = Begin(sessionPresent: true);
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(5000);
            guard.IsBacklog(_time.GetTimestamp()).ShouldBeTrue();
        }

        guard.End();

        guard.IsBacklog(_time.GetTimestamp()).ShouldBeFalse();
    }

    [Fact]
    public void IsBacklog_MarkerNeverComes_EndsAfterTwoMinutes()
    {
        var guard = Begin(sessionPresent: true);

        guard.IsBacklog(_time.GetTimestamp() + (119 * _time.TimestampFrequency)).ShouldBeTrue();
        guard.IsBacklog(_time.GetTimestamp() + (121 * _time.TimestampFrequency)).ShouldBeFalse();
    }

    [Fact]
    public void IsBacklog_WithoutMarker_EndsWithTheFirstLongPause()
    {
        var guard = Begin(sessionPresent: true);
        guard.DoWithoutMarker();
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(900);
            guard.IsBacklog(_time.GetTimestamp()).ShouldBeTrue();
        }

        _time.Advance(1000);
        guard.IsBacklog(_time.GetTimestamp()).ShouldBeFalse();
        _time.Advance(1);
        guard.IsBacklog(_time.GetTimestamp()).ShouldBeFalse();
    }

    [Fact]
    public void IsBacklog_WithoutMarkerAndWithoutPause_EndsAfterThirtySeconds()
    {
        var guard = Begin(sessionPresent: true);
        guard.DoWithoutMarker();
        for (var i = 0; i < 59; i++)
        {
            _time.Advance(500);
            guard.IsBacklog(_time.GetTimestamp()).ShouldBeTrue();
        }

        _time.Advance(500);
        guard.IsBacklog(_time.GetTimestamp()).ShouldBeFalse();
    }

    private BacklogGuard Begin(bool sessionPresent)
    {
        var guard = new BacklogGuard(_time);
        guard.Begin(sessionPresent);
        return guard;
    }
}
