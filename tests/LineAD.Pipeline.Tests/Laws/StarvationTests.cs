using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Laws;

/// <summary>Law 2 with a thread pool that runs nothing. Apart from all other tests, which need the pool.</summary>
[Collection("alone")]
public class StarvationTests
{
    [Fact]
    public void Policy_ThreadPoolStarved_DecisionsByPolicyAndByModelGoOn()
    {
        using var rig = new PipelineRig().Start();
        ThreadPool.GetMaxThreads(out var workers, out var ports);
        ThreadPool.GetMinThreads(out var minimum, out _);
        var release = new ManualResetEventSlim();
        var probe = new ManualResetEventSlim();
        try
        {
            // More items than the pool may have threads, and none of them ends; the probe is behind them all.
            ThreadPool.SetMaxThreads(minimum, ports).ShouldBeTrue();
            for (var i = 0; i < minimum * 4; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => release.Wait(), null);
            }

            ThreadPool.UnsafeQueueUserWorkItem(_ => probe.Set(), null);

            rig.Group.Gate.Reset();
            var late = rig.Offer("0.1", "late");
            rig.Time.Advance(441);
            rig.Decision().Basis.ShouldBe(Basis.LatePolicy);
            Eventually.True(() => late.IsCompleted);
            rig.Group.Gate.Set();
            rig.Offer("0.2", "scored");
            rig.Decision(2).Basis.ShouldBe(Basis.Model);
            probe.IsSet.ShouldBeFalse("the pool must have been starved all the while");
        }
        finally
        {
            release.Set();
            ThreadPool.SetMaxThreads(workers, ports);
        }

        rig.Sink.Published.ShouldAllBe(p => p.At < p.Publication.CutOffTimestamp);
    }
}
