using LineAD.Core.Intake;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>
/// The frames of one partition that are open, in the order of their offsets, although they end in any order: what may be
/// committed is the offset of the lowest that has not ended. Thread-safe.
/// </summary>
internal sealed class OffsetTracker(int partition, FlowCounter flow)
{
    private readonly Queue<Delivery> _open = new();
    private long _lowWater = -1;
    private long _taken = -1;
    private bool _abandoned;

    public int Partition => partition;

    /// <summary>Offset at which the backlog found on assignment ends; records below it are of unknown age.</summary>
    public long BacklogEnd { get; set; }

    /// <summary>The offset that the last transaction has written; for whoever writes transactions. −1 before the first.</summary>
    public long Written { get; set; } = -1;

    /// <summary>Frames whose end is not durable, and those behind them.</summary>
    public int Count
    {
        get
        {
            lock (_open)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>The offset to go on from after a restart; −1 before the first frame.</summary>
    public long LowWater
    {
        get
        {
            lock (_open)
            {
                return _lowWater;
            }
        }
    }

    /// <summary>Takes the next frame; offsets grow, with gaps.</summary>
    public IDelivery Add(long offset)
    {
        var delivery = new Delivery(this, offset);
        lock (_open)
        {
            if (_abandoned)
            {
                return delivery;
            }

            if (_open.Count == 0)
            {
                _lowWater = offset;
            }

            _open.Enqueue(delivery);
        }

        flow.Add(1);
        return delivery;
    }

    /// <summary>The low-water offset when it has moved since the last call; each is given out once.</summary>
    public bool TryTakeAdvance(out long offset)
    {
        lock (_open)
        {
            offset = _lowWater;
            var moved = !_abandoned && _lowWater > _taken;
            _taken = Math.Max(_taken, _lowWater);
            return moved;
        }
    }

    /// <summary>The partition has gone: nothing of it counts any more. Returns how many frames were open.</summary>
    public int Abandon()
    {
        int left;
        lock (_open)
        {
            _abandoned = true;
            left = _open.Count;
            _open.Clear();
        }

        flow.Add(-left);
        return left;
    }

    private void Drain()
    {
        var ended = 0;
        lock (_open)
        {
            while (_open.TryPeek(out var head) && head.IsDone)
            {
                _open.Dequeue();
                _lowWater = _open.TryPeek(out var next) ? next.Offset : head.Offset + 1;
                ended++;
            }
        }

        if (ended > 0)
        {
            flow.Add(-ended);
        }
    }

    private sealed class Delivery(OffsetTracker owner, long offset) : IDelivery
    {
        private volatile bool _done;

        public long Offset => offset;

        public bool IsDone => _done;

        public void Complete()
        {
            _done = true;
            owner.Drain();
        }
    }
}
