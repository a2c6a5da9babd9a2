using LineAD.Core.Time;
using LineAD.Testing;

namespace LineAD.Core.Tests.Time;

public sealed class ThreadUrgencyTests
{
    [Fact]
    public void Raise_OnLinux_RaisesThatThreadAndNoneThatItStarts()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (raised, started) = PoliciesAfter(ThreadUrgency.Raise);

        // SCHED_FIFO needs a right that not every user has.
        raised.ShouldBeOneOf(SchedulingPolicy.Other, SchedulingPolicy.FirstInFirstOut);
        started.ShouldBe(SchedulingPolicy.Other);
        SchedulingPolicy.Now().ShouldBe(SchedulingPolicy.Other);
    }

    [Fact]
    public void Lower_OnLinux_LowersThatThread()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var done = false;
        var (lowered, started) = PoliciesAfter(() => done = ThreadUrgency.Lower());

        done.ShouldBeTrue();
        lowered.ShouldBe(SchedulingPolicy.Idle);
        started.ShouldBe(SchedulingPolicy.Other);
        SchedulingPolicy.Now().ShouldBe(SchedulingPolicy.Other);
    }

    private static (int Changed, int Started) PoliciesAfter(Action change)
    {
        var (changed, started) = (-1, -1);
        var thread = new Thread(() =>
        {
            change();
            changed = SchedulingPolicy.Now();
            var child = new Thread(() => started = SchedulingPolicy.Now());
            child.Start();
            child.Join();
        });
        thread.Start();
        thread.Join();
        return (changed, started);
    }
}
