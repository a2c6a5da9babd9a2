namespace LineAD.Transport.Kafka.Frames;

/// <summary>Frames handed in whose end is not durable, over all partitions. Thread-safe.</summary>
internal sealed class FlowCounter(KafkaMetrics metrics)
{
    private int _frames;

    public int Frames => Volatile.Read(ref _frames);

    public void Add(int frames)
    {
        Interlocked.Add(ref _frames, frames);
        metrics.Unacknowledged(frames);
    }
}
