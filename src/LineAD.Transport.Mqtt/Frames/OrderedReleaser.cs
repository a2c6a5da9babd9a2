using LineAD.Core.Intake;

namespace LineAD.Transport.Mqtt.Frames;

/// <summary>
/// Acknowledges the messages of one connection in the order of receipt, as MQTT asks for, although they end in any
/// order: one that is done waits until all before it are. Thread-safe.
/// </summary>
/// <typeparam name="T">What is needed to acknowledge a message.</typeparam>
/// <param name="acknowledge">Sends one acknowledgement; called one at a time; must not throw.</param>
internal sealed class OrderedReleaser<T>(Action<T> acknowledge)
{
    private readonly Queue<Delivery> _waiting = new();
    private bool _draining;
    private bool _abandoned;

    /// <summary>Messages received and not acknowledged.</summary>
    public int Count
    {
        get
        {
            lock (_waiting)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Takes the next message in order of receipt.</summary>
    public IDelivery Add(T message)
    {
        var delivery = new Delivery(this, message);
        lock (_waiting)
        {
            if (!_abandoned)
            {
                _waiting.Enqueue(delivery);
            }
        }

        return delivery;
    }

    /// <summary>
    /// The connection is gone, and with it the meaning of its packet identifiers: nothing is acknowledged from here on.
    /// Returns how many were left; a session that lives on brings them again.
    /// </summary>
    public int Abandon()
    {
        lock (_waiting)
        {
            _abandoned = true;
            var left = _waiting.Count;
            _waiting.Clear();
            return left;
        }
    }

    private void Drain()
    {
        lock (_waiting)
        {
            if (_draining)
            {
                return;
            }

            _draining = true;
        }

        while (TryTake(out var message))
        {
            acknowledge(message);
        }
    }

    private bool TryTake(out T message)
    {
        lock (_waiting)
        {
            _draining = _waiting.TryPeek(out var head) && head.IsDone;
            message = _draining ? _waiting.Dequeue().Message : default!;
            return _draining;
        }
    }

    private sealed class Delivery(OrderedReleaser<T> owner, T message) : IDelivery
    {
        private volatile bool _done;

        public T Message => message;

        public bool IsDone => _done;

        public void Complete()
        {
            _done = true;
            owner.Drain();
        }
    }
}
