using Confluent.Kafka;
using LineAD.Core.Configuration;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>
/// What happens when partitions come and go (DESIGN.md, section 4). The handlers run on the poll thread, inside a poll, so
/// nothing is handed in meanwhile; the pipeline goes on deciding on its own threads.
/// </summary>
internal sealed class PartitionAssignment(
    KafkaOptions options,
    PartitionBoard board,
    FlowCounter flow,
    IPartitionOwner? owner,
    KafkaMetrics metrics,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan QueryLimit = TimeSpan.FromSeconds(2);

    /// <summary>The process stops: what is open now has ended already, or is left for the next run.</summary>
    public volatile bool IsStopping;

    /// <summary>Partitions were assigned.</summary>
    public void Take(IConsumer<byte[], byte[]> consumer, List<TopicPartition> taken)
    {
        foreach (var partition in taken)
        {
            board.Hold(new OffsetTracker(partition.Partition.Value, flow) { BacklogEnd = End(consumer, partition) });
        }

        owner?.OnTaken([.. taken.Select(t => t.Partition.Value)]);

        if (taken.Count > 0)
        {
            metrics.Moved("taken", taken.Count);
            KafkaLog.Assigned(logger, Connections.KafkaClients.List(taken));
        }
    }

    /// <summary>Partitions are to be given back: what is open ends within the budget, then offsets are committed.</summary>
    public void Give(IConsumer<byte[], byte[]> consumer, List<TopicPartitionOffset> gone)
    {
        var trackers = gone.Select(g => board.Find(g.Partition.Value)).OfType<OffsetTracker>().ToList();
        WaitUntilEnded(trackers);
        foreach (var tracker in trackers)
        {
            board.Release(tracker.Partition);
        }

        owner?.OnGone();
        Commit(consumer, trackers, gone);
        Forget("given", trackers);
        KafkaLog.Revoked(logger, List(gone), trackers.Sum(t => t.Abandon()));
    }

    /// <summary>Partitions have another owner already: nothing may be published or committed for them.</summary>
    public void Lose(List<TopicPartitionOffset> gone)
    {
        var trackers = gone.Select(g => board.Release(g.Partition.Value)).OfType<OffsetTracker>().ToList();
        owner?.OnGone();
        Forget("lost", trackers);
        KafkaLog.Lost(logger, List(gone), trackers.Sum(t => t.Abandon()));
    }

    private static string List(List<TopicPartitionOffset> partitions) =>
        Connections.KafkaClients.List(partitions.Select(p => p.TopicPartition));

    private void Forget(string how, List<OffsetTracker> trackers)
    {
        if (trackers.Count > 0)
        {
            metrics.Moved(how, trackers.Count);
        }
    }

    private void WaitUntilEnded(List<OffsetTracker> trackers)
    {
        using var never = new ManualResetEventSlim();
        var began = time.GetTimestamp();
        var budget = TimeSpan.FromMilliseconds(options.RevokeBudgetMs);
        while (!IsStopping && trackers.Sum(t => t.Count) > 0 && time.GetElapsedTime(began) < budget)
        {
            never.Wait(1);
        }
    }

    private void Commit(
        IConsumer<byte[], byte[]> consumer, List<OffsetTracker> trackers, List<TopicPartitionOffset> gone)
    {
        var topic = gone.Select(g => g.Topic).FirstOrDefault();
        var offsets = trackers.Where(t => t.LowWater >= 0)
            .Select(t => new TopicPartitionOffset(topic, t.Partition, t.LowWater)).ToList();
        try
        {
            if (offsets.Count > 0)
            {
                consumer.Commit(offsets);
            }
        }
        catch (KafkaException exception)
        {
            // The next owner goes on from the last commit; repeats carry the same id.
            KafkaLog.CommitFailed(logger, List(gone), exception.Error.Reason);
        }
    }

    // Where the log ended when the partition came; when it cannot be told, the first end of the partition tells.
    private static long End(IConsumer<byte[], byte[]> consumer, TopicPartition partition)
    {
        try
        {
            return consumer.QueryWatermarkOffsets(partition, QueryLimit).High.Value;
        }
        catch (KafkaException)
        {
            return long.MaxValue;
        }
    }
}
