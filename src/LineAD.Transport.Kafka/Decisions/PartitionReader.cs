using Confluent.Kafka;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>Reads ranges of partitions to their end, with a consumer of its own that belongs to no group.</summary>
/// <param name="consumer">With partition ends switched on.</param>
/// <param name="time">Clock.</param>
/// <param name="limit">Time without a record after which it gives up.</param>
internal sealed class PartitionReader(IConsumer<byte[], byte[]> consumer, TimeProvider time, TimeSpan limit)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Reads each partition from start until it has passed the offset before end; what was aborted is not among the records, and
    /// the last one may lie beyond the end.
    /// </summary>
    /// <exception cref="TimeoutException">Nothing came for as long as the limit.</exception>
    public void Read(
        IReadOnlyDictionary<TopicPartition, (long Start, long End)> ranges, Action<ConsumeResult<byte[], byte[]>> take)
    {
        var open = ranges.Where(r => r.Value.Start < r.Value.End).Select(r => r.Key).ToHashSet();
        consumer.Assign(open.Select(p => new TopicPartitionOffset(p, ranges[p].Start)));
        var last = time.GetTimestamp();
        while (open.Count > 0)
        {
            if (time.GetElapsedTime(last) > limit)
            {
                throw new TimeoutException("A transaction stays open, or the brokers are slow.");
            }

            if (consumer.Consume(Poll) is { } result)
            {
                last = result.IsPartitionEOF ? last : time.GetTimestamp();
                Take(result, ranges, open, take);
            }
        }

        consumer.Unassign();
    }

    private static void Take(
        ConsumeResult<byte[], byte[]> result,
        IReadOnlyDictionary<TopicPartition, (long Start, long End)> ranges,
        HashSet<TopicPartition> open,
        Action<ConsumeResult<byte[], byte[]>> take)
    {
        if (!open.Contains(result.TopicPartition))
        {
            return;
        }

        if (!result.IsPartitionEOF)
        {
            take(result);
        }

        if ((result.IsPartitionEOF ? result.Offset.Value : result.Offset.Value + 1) >= ranges[result.TopicPartition].End)
        {
            open.Remove(result.TopicPartition);
        }
    }
}
