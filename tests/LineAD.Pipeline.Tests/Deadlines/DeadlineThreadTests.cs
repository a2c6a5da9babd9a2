using System.Collections.Concurrent;
using LineAD.Core.Wire;
using LineAD.Pipeline.Deadlines;
using LineAD.Pipeline.Time;
using LineAD.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Pipeline.Tests.Deadlines;

/// <summary>The thread that law 2 rests on.</summary>
public sealed class DeadlineThreadTests
{
    [Fact]
    public void OnDue_AnItemThrows_TheNextIsServed()
    {
        var time = new ManualTimeProvider();
        var clock = new MonotonicClock(time);
        using var thread = new DeadlineThread(clock, NullLogger.Instance);
        thread.Start(static _ => { });
        var next = new Item();
        thread.Schedule(new Item { OnServed = static () => throw new InvalidOperationException("a fault") }, clock.Now + clock.Ticks(5));
        thread.Schedule(next, clock.Now + clock.Ticks(10));

        time.Advance(5);
        time.Advance(5);

        Eventually.True(() => next.Served.Count == 1);
    }

    /// <summary>With the real clock, for only there the thread sleeps until what it knows of, or until its tick.</summary>
    [Fact]
    public void Schedule_EarlierThanWhatItWaitsFor_IsServedInItsTime()
    {
        const int attempts = 9;
        var clock = new MonotonicClock(TimeProvider.System);
        using var ticked = new AutoResetEvent(false);
        using var thread = new DeadlineThread(clock, NullLogger.Instance);
        thread.Start(_ => ticked.Set());
        var late = new List<double>();
        for (var i = 0; i < attempts; i++)
        {
            // The next tick is 100 ms away, so that is how long an item would wait that does not wake the thread.
            ticked.WaitOne();
            var item = new Item();
            var due = clock.Now + clock.Ticks(20);
            thread.Schedule(item, due);
            Eventually.True(() => item.Served.Count == 1);
            late.Add(clock.Milliseconds(item.Served.First() - due));
        }

        // Most of them, for a busy machine may hold up this test.
        late.Count(ms => ms < 40).ShouldBeGreaterThan(attempts / 2, string.Join(", ", late));
    }

    [Fact]
    public void Policy_ThreadWokeLateOfLate_ComesSoMuchEarlier()
    {
        using var rig = new PipelineRig().Start();
        rig.Group.Gate.Reset();
        using var inCall = new ManualResetEventSlim();
        rig.Group.OnScore = _ => inCall.Set();
        rig.Offer("0.1", "p1");
        inCall.Wait();

        // Policy time at 440. After its tick it waits for that, and is then 8 ms late.
        rig.Time.Advance(350);
        rig.Time.UntilRead();
        rig.Time.Advance(98);
        rig.Decision().Basis.ShouldBe(Basis.LatePolicy);

        rig.Offer("0.1", "p2");
        rig.Time.Advance(433);

        rig.Decision(2).Basis.ShouldBe(Basis.LatePolicy);
    }

    private sealed class Item : IDueItem
    {
        public Action OnServed { get; init; } = static () => { };

        public ConcurrentQueue<long> Served { get; } = new();

        public bool IsMoot => false;

        public void OnDue(long now)
        {
            Served.Enqueue(now);
            OnServed();
        }
    }
}
