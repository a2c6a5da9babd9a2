using LineAD.Core.Scoring;

namespace LineAD.Pipeline.Batching;

/// <summary>The waiting views of one teacher group: first in, first out per camera.</summary>
internal sealed class GroupQueue(ITeacherGroup group)
{
    private readonly Dictionary<int, LinkedList<ReadyView>> _byCamera = [];
    private readonly List<LinkedList<ReadyView>> _cameras = [];

    public ITeacherGroup Group { get; } = group;

    public int Count { get; private set; }

    /// <summary>When the view that has waited longest became ready.</summary>
    public long OldestReady { get; private set; } = long.MaxValue;

    public void Add(ReadyView view)
    {
        if (!_byCamera.TryGetValue(view.Camera.Ordinal, out var queue))
        {
            _byCamera[view.Camera.Ordinal] = queue = [];
            _cameras.Add(queue);
        }

        queue.AddLast(view);
        Count++;
        OldestReady = Math.Min(OldestReady, view.ReadyAt);
    }

    /// <summary>The earliest cut-off waiting; <see cref="long.MaxValue"/> when nothing waits.</summary>
    public long EarliestCutOff()
    {
        var earliest = long.MaxValue;
        foreach (var queue in _cameras)
        {
            foreach (var view in queue)
            {
                earliest = Math.Min(earliest, view.CutOff);
            }
        }

        return earliest;
    }

    /// <summary>Takes out what is decided already, and what would not make it even alone and at once.</summary>
    public void Evict(long now, long soloCost, long reserve, BatchPlan plan)
    {
        OldestReady = long.MaxValue;
        foreach (var queue in _cameras)
        {
            for (var node = queue.First; node is not null;)
            {
                var (view, next) = (node.Value, node.Next);
                if (view.Part.IsClaimed || now + soloCost + reserve > view.CutOff)
                {
                    queue.Remove(node);
                    Count--;
                    (view.Part.IsClaimed ? plan.Decided : plan.Evicted).Add(view);
                }
                else
                {
                    OldestReady = Math.Min(OldestReady, view.ReadyAt);
                }

                node = next;
            }
        }
    }

    /// <summary>
    /// Up to <paramref name="most"/> views in the order of service: rounds over the cameras, in each round the most
    /// urgent head first. So the most urgent part goes first and no camera's flood takes another's place.
    /// </summary>
    public void Select(int most, List<ReadyView> selected)
    {
        selected.Clear();
        var taken = new int[_cameras.Count];
        for (var round = 0; selected.Count < most && selected.Count < Count; round++)
        {
            SelectRound(round, most, taken, selected);
        }
    }

    public void Remove(ReadyView view)
    {
        if (_byCamera[view.Camera.Ordinal].Remove(view))
        {
            Count--;
        }
    }

    /// <summary>Empties the queue; the caller owns what it gets.</summary>
    public List<ReadyView> RemoveAll()
    {
        var all = new List<ReadyView>(Count);
        foreach (var queue in _cameras)
        {
            all.AddRange(queue);
            queue.Clear();
        }

        Count = 0;
        return all;
    }

    private void SelectRound(int round, int most, int[] taken, List<ReadyView> selected)
    {
        while (selected.Count < most)
        {
            var (best, camera) = (default(ReadyView), -1);
            for (var i = 0; i < _cameras.Count; i++)
            {
                var head = taken[i] == round ? Nth(_cameras[i], round) : null;
                if (head is not null && (best is null || head.CutOff < best.CutOff))
                {
                    (best, camera) = (head, i);
                }
            }

            if (best is null)
            {
                return;
            }

            selected.Add(best);
            taken[camera]++;
        }
    }

    private static ReadyView? Nth(LinkedList<ReadyView> queue, int index)
    {
        var node = queue.First;
        for (; node is not null && index > 0; index--)
        {
            node = node.Next;
        }

        return node?.Value;
    }
}
