using LineAD.Core.Scoring;

namespace LineAD.Pipeline.Batching;

/// <summary>
/// Decides, at a moment when the device is free, whether to start a batch now and which. Works on one group's queue and
/// a cost model; knows no threads and no clock.
/// </summary>
internal sealed class BatchPlanner(CostModel costs, int maxBatch, long publishReserve)
{
    /// <summary>Parts more on time, expected, that a smaller and so dearer batch must bring.</summary>
    private const double WorthSplitting = 0.05;

    private readonly List<ReadyView> _selected = [];

    /// <summary>Plans a batch of <paramref name="queue"/>.</summary>
    /// <param name="queue">The group's waiting views.</param>
    /// <param name="now">Now.</param>
    /// <param name="expected">Whether more views are being decoded at this moment.</param>
    /// <param name="flush">Whether waiting is pointless because the service stops.</param>
    /// <param name="plan">Takes the result.</param>
    public void Plan(GroupQueue queue, long now, bool expected, bool flush, BatchPlan plan)
    {
        var shapes = queue.Group.BatchShapes;
        queue.Evict(now, costs.Typical(queue.Group, shapes[0]), publishReserve, plan);
        if (queue.Count == 0)
        {
            if (plan.Evicted.Count > 0)
            {
                costs.Doubt(queue.Group, shapes[0]);
            }

            return;
        }

        var most = Math.Min(maxBatch, shapes[^1]);
        queue.Select(most, _selected);
        var count = CountForMostOnTime(queue.Group, now, TakeAlone());
        var cause = CloseCause(queue, count, most, now, expected, flush, plan);
        if (cause.Length > 0)
        {
            Fill(queue, cause == BatchCloseCause.Full ? count : CountByCost(queue.Group, count), cause, plan);
        }
    }

    /// <summary>The smallest warmed shape that holds <paramref name="count"/> frames.</summary>
    public static int ShapeFor(IReadOnlyList<int> shapes, int count)
    {
        for (var i = 0; i < shapes.Count; i++)
        {
            if (shapes[i] >= count)
            {
                return shapes[i];
            }
        }

        return shapes[^1];
    }

    /// <summary>A suspect goes alone; and until its turn comes, the others go without it.</summary>
    private int TakeAlone()
    {
        if (_selected[0].Alone)
        {
            return 1;
        }

        var firstAlone = _selected.FindIndex(v => v.Alone);
        return firstAlone < 0 ? _selected.Count : firstAlone;
    }

    /// <summary>
    /// The batch that lets most of the waiting parts be on time, in expectation over the measured calls: those in it by its own
    /// cost, the others by what comes after it. A larger batch costs less a frame, so it has the benefit of the doubt: under a
    /// backlog, one small batch after the other to save the most urgent part makes all the following ones urgent.
    /// </summary>
    private int CountForMostOnTime(ITeacherGroup group, long now, int count)
    {
        var (best, most) = (count, OnTime(group, now, count, count));
        for (var c = LargestShapeBelow(group.BatchShapes, ShapeFor(group.BatchShapes, count), count);
            c >= 1;
            c = c == 1 ? 0 : LargestShapeBelow(group.BatchShapes, c, c))
        {
            var onTime = OnTime(group, now, c, count);
            if (onTime > most + WorthSplitting)
            {
                (best, most) = (c, onTime);
            }
        }

        return best;
    }

    private double OnTime(ITeacherGroup group, long now, int first, int count)
    {
        var shapes = group.BatchShapes;
        var shape = ShapeFor(shapes, first);
        var end = now + publishReserve;
        var expected = 0.0;
        for (var i = 0; i < first; i++)
        {
            expected += costs.ShareWithin(group, shape, _selected[i].CutOff - end);
        }

        if (first < count)
        {
            var next = ShapeFor(shapes, count - first);
            end += costs.Typical(group, shape);
            for (var i = first; i < count; i++)
            {
                expected += costs.ShareWithin(group, next, _selected[i].CutOff - end);
            }
        }

        return expected;
    }

    private string CloseCause(
        GroupQueue queue, int count, int most, long now, bool expected, bool flush, BatchPlan plan)
    {
        if (_selected[0].Alone)
        {
            return BatchCloseCause.Alone;
        }

        if (count >= most || count < _selected.Count)
        {
            return count >= most ? BatchCloseCause.Full : BatchCloseCause.Deadline;
        }

        if (flush)
        {
            return BatchCloseCause.Flush;
        }

        if (!expected)
        {
            return BatchCloseCause.Idle;
        }

        // One more frame must not cost the most urgent part its cut-off; and a frame that has not come within the time
        // of one solo call is not worth an idle device.
        var next = ShapeFor(queue.Group.BatchShapes, count + 1);
        var byDeadline = EarliestCutOff(count) - costs.Cost(queue.Group, next) - publishReserve;
        var byPatience = queue.OldestReady + costs.Cost(queue.Group, queue.Group.BatchShapes[0]);
        if (now >= byDeadline)
        {
            return BatchCloseCause.Deadline;
        }

        plan.WaitUntil = Math.Min(plan.WaitUntil, Math.Min(byDeadline, byPatience));
        return now >= byPatience ? BatchCloseCause.Idle : "";
    }

    /// <summary>
    /// Pads up to the next shape, or leaves the remainder for the next batch, whichever costs less in all.
    /// </summary>
    private int CountByCost(ITeacherGroup group, int count)
    {
        var up = ShapeFor(group.BatchShapes, count);
        var down = LargestShapeBelow(group.BatchShapes, up, count);
        if (up == count || down < 1 || down >= count)
        {
            return count;
        }

        var split = costs.Cost(group, down) + costs.Cost(group, ShapeFor(group.BatchShapes, count - down));
        return split < costs.Cost(group, up) ? down : count;
    }

    private void Fill(GroupQueue queue, int count, string cause, BatchPlan plan)
    {
        for (var i = 0; i < count; i++)
        {
            plan.Items.Add(_selected[i]);
            queue.Remove(_selected[i]);
        }

        (plan.Group, plan.Cause) = (queue.Group, cause);
        plan.Shape = ShapeFor(queue.Group.BatchShapes, count);
    }

    private long EarliestCutOff(int count)
    {
        var earliest = long.MaxValue;
        for (var i = 0; i < count; i++)
        {
            earliest = Math.Min(earliest, _selected[i].CutOff);
        }

        return earliest;
    }

    private static int LargestShapeBelow(IReadOnlyList<int> shapes, int shape, int count)
    {
        var below = 1;
        for (var i = 0; i < shapes.Count && shapes[i] < shape; i++)
        {
            below = shapes[i];
        }

        return Math.Min(below, count - 1);
    }
}
