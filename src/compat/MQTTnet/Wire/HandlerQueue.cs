namespace MQTTnet.Wire;

/// <summary>
/// Runs the message handlers one by one on a thread of their own. QoS 1 messages are bounded by their
/// identifiers; QoS 0 messages have no such bound, so a full queue refuses them.
/// </summary>
internal sealed class HandlerQueue
{
    private const int MaximumUnboundedMessages = 8192;
    private const long MaximumUnboundedBytes = 256L << 20;

    private readonly Action<MqttApplicationMessageReceivedEventArgs> _handle;
    private readonly Queue<MqttApplicationMessageReceivedEventArgs> _queue = new();
    private long _queuedBytes;
    private bool _running;
    private bool _open;

    public HandlerQueue(Action<MqttApplicationMessageReceivedEventArgs> handle) => _handle = handle;

    /// <summary>False when a QoS 0 message found no room and was dropped.</summary>
    public bool Enqueue(MqttApplicationMessageReceivedEventArgs message)
    {
        lock (_queue)
        {
            if (message.PacketIdentifier == 0
                && (_queue.Count >= MaximumUnboundedMessages || _queuedBytes >= MaximumUnboundedBytes))
            {
                return false;
            }

            _queue.Enqueue(message);
            _queuedBytes += message.ApplicationMessage.Payload.Length;
            _open = true;
            if (_running)
            {
                Monitor.Pulse(_queue);
            }
            else
            {
                _running = true;
                new Thread(Run) { IsBackground = true, Name = "mqtt-handlers" }.Start();
            }

            return true;
        }
    }

    /// <summary>Drops what waits and lets the thread end after the handler that runs now.</summary>
    public void Close()
    {
        lock (_queue)
        {
            _open = false;
            _queue.Clear();
            _queuedBytes = 0;
            Monitor.Pulse(_queue);
        }
    }

    private void Run()
    {
        while (Next() is { } message)
        {
            _handle(message);
        }
    }

    private MqttApplicationMessageReceivedEventArgs Next()
    {
        lock (_queue)
        {
            while (_queue.Count == 0 && _open)
            {
                Monitor.Wait(_queue);
            }

            _running = _queue.Count > 0;
            if (!_running)
            {
                return null;
            }

            var message = _queue.Dequeue();
            _queuedBytes -= message.ApplicationMessage.Payload.Length;
            return message;
        }
    }
}
