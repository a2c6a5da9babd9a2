using Confluent.Kafka;
using LineAD.Core.Configuration;
using LineAD.Core.Intake;
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
    IFrameIntake intake,
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
        var trackers = taken
            .Select(t => new OffsetTracker(t.Partition.Value, flow) { BacklogEnd = End(consumer, t) })
            .ToList();
        owner?.OnTaken([.. trackers.Select(t => t.Partition)]);
        trackers.ForEach(board.Hold);
        if (taken.Count > 0)
        {
            metrics.Moved("taken", taken.Count);
            KafkaLog.Assigned(logger, Connections.KafkaClients.List(taken));
        }
    }

    /// <summary>
    /// Partitions are to be given back: what is open gets half of the budget to end by itself, and the rest of it after the
    /// policy has decided; then offsets are committed, and nothing more is published for these partitions.
    /// </summary>
    public void Give(IConsumer<byte[], byte[]> consumer, List<TopicPartitionOffset> gone)
    {
        var trackers = gone.Select(g => board.Find(g.Partition.Value)).OfType<OffsetTracker>().ToList();
        EndOpen(trackers);
        owner?.OnLeaving(trackers);
        trackers.ForEach(t => board.Release(t.Partition));
        if (owner is null)
        {
            Commit(consumer, trackers, gone);
        }

        owner?.OnGone();
        Forget("given", trackers);
        KafkaLog.Revoked(logger, List(gone), trackers.Sum(t => t.Abandon()));
    }

    /// <summary>Partitions have another owner already: nothing may be published or committed for them.</summary>
    public void Lose(List<TopicPartitionOffset> gone)
    {
        var trackers = gone.Select(g => board.Release(g.Partition.Value)).OfType<OffsetTracker>().ToList();
        owner?.OnGone();
        if (trackers.Count == 0)
        {
            return;
        }

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

    private void EndOpen(List<OffsetTracker> trackers)
    {
        var half = TimeSpan.FromMilliseconds(options.RevokeBudgetMs / 2.0);
        if (IsStopping || HasEnded(trackers, half))
        {
            return;
        }

        var stations = trackers.SelectMany(t => board.StationsOf(t.Partition)).ToList();
        KafkaLog.EndedByPolicy(logger, trackers.Sum(t => t.Count), stations.Count);
        stations.ForEach(intake.Leave);
        HasEnded(trackers, half);
    }

    private bool HasEnded(List<OffsetTracker> trackers, TimeSpan limit)
    {
        using var never = new ManualResetEventSlim();
        var began = time.GetTimestamp();
        while (trackers.Sum(t => t.Count) > 0)
        {
            if (time.GetElapsedTime(began) >= limit)
            {
                return false;
            }

            never.Wait(1);
        }

        return true;
    }

    private void Commit(
        IConsumer<byte[], byte[]> consumer, List<OffsetTracker> trackers, List<TopicPartitionOffset> gone)
    {
        var topic = gone.Select(g => g.Topic).FirstOrDefault();
        var offsets = trackers.Where(t => t.LowWater >= 0)
            .Select(t => new TopicPartitionOffset(topic, t.Partition, t.LowWater)).ToList();
        try
        {
            // The library commits what was stored last when the partition is unassigned, be it lower than what was committed.
            offsets.ForEach(consumer.StoreOffset);
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
