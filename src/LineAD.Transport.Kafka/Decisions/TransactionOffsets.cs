using Confluent.Kafka;
using LineAD.Transport.Kafka.Frames;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>The partitions of frames that a transaction speaks for, as they were held when it was put together.</summary>
internal sealed class TransactionOffsets
{
    private readonly List<(OffsetTracker Tracker, long Offset)> _marks;
    private readonly HashSet<int> _partitions;

    private TransactionOffsets(IEnumerable<OffsetTracker> held)
    {
        _marks = [.. held.Select(t => (t, t.LowWater)).Where(m => m.LowWater >= 0)];
        _partitions = [.. _marks.Select(m => m.Tracker.Partition)];
    }

    /// <summary>Of the partitions on the board, or of those that are about to leave it.</summary>
    public static TransactionOffsets Of(IEnumerable<OffsetTracker> held) => new(held);

    /// <summary>Whether an offset has moved since it was written last.</summary>
    public bool HasMoved => _marks.Any(m => m.Offset > m.Tracker.Written);

    /// <summary>Whether decisions may go with the partition's offset.</summary>
    public bool Covers(int partition) => _partitions.Contains(partition);

    /// <summary>The offsets that have moved, and those of <paramref name="partitions"/> in any case.</summary>
    public IReadOnlyList<TopicPartitionOffset> Write(string topic, IReadOnlySet<int> partitions) =>
    [
        .. _marks
            .Where(m => m.Offset > m.Tracker.Written || partitions.Contains(m.Tracker.Partition))
            .Select(m => new TopicPartitionOffset(topic, m.Tracker.Partition, m.Offset)),
    ];

    /// <summary>They are committed.</summary>
    public void MarkWritten() => _marks.ForEach(m => m.Tracker.Written = Math.Max(m.Tracker.Written, m.Offset));
}
