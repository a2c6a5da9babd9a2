using System.Diagnostics;
using LineAD.Models.Threads;

namespace LineAD.Models.Tests.Threads;

public sealed class ThreadCpuClockTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void GetElapsedTime_ThreadThatWaits_IsNextToNothing()
    {
        if (ThreadCpuClock.Find() is not { } clock)
        {
            return;
        }

        using var never = new ManualResetEventSlim(false, spinCount: 0);
        var start = clock.GetTimestamp();
        never.Wait(Long);

        clock.GetElapsedTime(start).ShouldBeLessThan(Long / 4);
    }

    [Fact]
    public void GetElapsedTime_ThreadThatComputes_GrowsAndNoFasterThanTheWallClock()
    {
        if (ThreadCpuClock.Find() is not { } clock)
        {
            return;
        }

        var wall = Stopwatch.StartNew();
        var start = clock.GetTimestamp();
        while (clock.GetElapsedTime(start) < Long / 10)
        {
            // A clock that stands still ends this by the test's time limit.
        }

        wall.Elapsed.ShouldBeGreaterThanOrEqualTo(Long / 10 - TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Find_OnLinux_IsThere() => (ThreadCpuClock.Find() is not null).ShouldBe(OperatingSystem.IsLinux());
}
