using LineAD.Core.Contracts;
using LineAD.Transport.Mqtt.Decisions;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class DeliveryGuardTests
{
    private const long Tolerance = 200;
    private readonly DeliveryGuard _guard = new();
    private readonly Queue<DecisionAttempt> _open = new();

    [Fact]
    public void Allows_NewConnection_TwiceAsManyAfterEachAnswer()
    {
        Send(0);
        Allows(0, 1000).ShouldBeFalse();
        Answer();
        Send(3);
        Allows(3, 1000).ShouldBeTrue();
        Send(3);
        Allows(3, 1000).ShouldBeFalse();

        _guard.Reset();

        Allows(4, 1000).ShouldBeTrue();
        Send(4);
        Allows(4, 1000).ShouldBeFalse();
    }

    [Fact]
    public void Allows_NothingUnanswered_EvenAtTheLastMoment()
    {
        Warm();
        Allows(5000, 5001).ShouldBeTrue();
    }

    [Fact]
    public void Allows_OldestWaitsLongerThanIsLeft_IsFalse()
    {
        Warm();
        Send(1000);
        Allows(1300, 1601).ShouldBeTrue();
        Allows(1300, 1600).ShouldBeFalse();
    }

    [Fact]
    public void Allows_OldestWaitsNoLongerThanTolerated_IsTrue()
    {
        Warm();
        Send(1000);
        Allows(1199, 1250).ShouldBeTrue();
        Allows(1200, 1250).ShouldBeFalse();
    }

    private bool Allows(long now, long limit) => _guard.Allows(now, limit, Tolerance);

    private void Warm()
    {
        for (var i = 0; i < 4; i++)
        {
            Send(i);
            Answer();
        }
    }

    private void Send(long now)
    {
        var attempt = new DecisionAttempt(Publications.Pass("p", 100), static (PublishOutcome _) => { });
        attempt.Begin(1, now);
        _guard.Sent(attempt);
        _open.Enqueue(attempt);
    }

    private void Answer() => _guard.Answered(_open.Dequeue());
}
