using LineAD.Pipeline.Time;

namespace LineAD.Pipeline.Batching;

/// <summary>
/// Holds the decoded views, bounded, and gives the scoring thread its next batch when that asks: whoever asks is idle.
/// One lock; the rules are the planner's.
/// </summary>
internal sealed class Batcher(MonotonicClock clock, CostModel costs, BatchPlanner planner, int capacity)
{
    private readonly object _gate = new();
    private readonly List<GroupQueue> _groups = [];
    private int _count;
    private bool _stopped;
    private bool _flush;

    public int Capacity { get; } = capacity;

    /// <summary>Views waiting.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many views are being decoded at this moment. Set before the start.</summary>
    public Func<int> Expected { get; set; } = static () => 0;

    /// <summary>False when full or stopped: the caller still owns the view.</summary>
    public bool TryAdd(ReadyView view)
    {
        lock (_gate)
        {
            if (_stopped || _count >= Capacity)
            {
                return false;
            }

            QueueOf(view).Add(view);
            _count++;
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Something that the batch waits for may have changed.</summary>
    public void Poke()
    {
        lock (_gate)
        {
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Do not wait for company any longer: the service drains.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            _flush = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>
    /// Waits for the next batch, or for views that must be taken out; null once stopped. The caller owns what it gets.
    /// </summary>
    /// <param name="hasOtherWork">
    /// Whether the caller has something to do that may wait: then it gets a plan without work where nothing waits and nothing is
    /// being decoded.
    /// </param>
    public BatchPlan? Take(bool hasOtherWork = false)
    {
        lock (_gate)
        {
            while (!_stopped)
            {
                var plan = Plan(clock.Now, Expected() > 0);
                if (plan.HasWork || (hasOtherWork && _count == 0 && Expected() == 0))
                {
                    return plan;
                }

                clock.Wait(_gate, plan.WaitUntil == long.MaxValue ? clock.Now + clock.Ticks(500) : plan.WaitUntil);
            }

            return null;
        }
    }

    /// <summary>
    /// What to do at <paramref name="now"/>, without waiting; the part of <see cref="Take"/> that tests step.
    /// </summary>
    public BatchPlan Plan(long now, bool expected)
    {
        lock (_gate)
        {
            var plan = new BatchPlan();
            while (MostUrgent(plan) is { } queue)
            {
                var before = queue.Count;
                planner.Plan(queue, now, expected, _flush, plan);
                _count -= before - queue.Count;
                if (plan.Items.Count > 0 || queue.Count > 0)
                {
                    break;
                }
            }

            return plan;
        }
    }

    public void Record(BatchPlan plan, long ticks)
    {
        lock (_gate)
        {
            costs.Record(plan.Group!, plan.Shape, ticks);
        }
    }

    /// <summary>Ends <see cref="Take"/> and lets go of what waits.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
            foreach (var queue in _groups)
            {
                foreach (var view in queue.RemoveAll())
                {
                    view.Dispose();
                }
            }

            _count = 0;
        }
    }

    /// <summary>
    /// The group whose head is most urgent, among those with views; groups without any are forgotten.
    /// </summary>
    private GroupQueue? MostUrgent(BatchPlan plan)
    {
        _groups.RemoveAll(static g => g.Count == 0);
        var (best, earliest) = (default(GroupQueue), long.MaxValue);
        foreach (var queue in _groups)
        {
            var cutOff = queue.EarliestCutOff();
            if (best is null || cutOff < earliest)
            {
                (best, earliest) = (queue, cutOff);
            }
        }

        return plan.Items.Count > 0 ? null : best;
    }

    private GroupQueue QueueOf(ReadyView view)
    {
        foreach (var queue in _groups)
        {
            if (ReferenceEquals(queue.Group, view.Group) || queue.Group.Key == view.Group.Key)
            {
                return queue;
            }
        }

        var added = new GroupQueue(view.Group);
        _groups.Add(added);
        return added;
    }
}
