using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using LineAD.Core.Configuration;
using LineAD.Core.Wire;
using LineAD.Transport.Kafka.Connections;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>
/// Reads the decisions of partitions that were taken, read-committed, from before the first frame that is not committed to the
/// end. The end is that of all records: one in a transaction that its crashed owner left open is waited for.
/// </summary>
internal sealed class DecisionReadBack(
    LineAdOptions options, KafkaClientSettings settings, WrittenDecisions written, TimeProvider time, ILogger logger)
{
    private const string IdHeader = CloudEventNames.KafkaPrefix + CloudEventNames.Id;
    private const long OldestMs = 24 * 3_600_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Reads; false, told in the log, when the brokers did not answer or brought nothing for 20 s.</summary>
    public bool TryRead(KafkaTopics topics, IReadOnlyList<int> partitions)
    {
        var began = time.GetTimestamp();
        if (partitions.Count == 0)
        {
            return true;
        }

        try
        {
            using var consumer = KafkaClients.Consumer(settings.Reader("readback"), logger, static _ => { }).Build();
            using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
            var reader = new PartitionReader(consumer, time, Limit);
            var since = Since(admin, reader, topics, partitions);
            var starts = Offsets(admin, topics.Decisions, since.ToDictionary(s => s.Key, s => OffsetSpec.ForTimestamp(s.Value)));
            var ends = Offsets(admin, topics.Decisions, partitions.ToDictionary(p => p, _ => OffsetSpec.Latest()));
            var counts = partitions.ToDictionary(p => p, _ => 0);
            var ranges = partitions
                .Where(p => starts.GetValueOrDefault(p, -1) >= 0)
                .ToDictionary(p => new TopicPartition(topics.Decisions, p), p => (starts[p], ends[p]));
            reader.Read(ranges, result => counts[result.Partition.Value] += Note(result.Message) ? 1 : 0);
            Tell(counts, (long)time.GetElapsedTime(began).TotalMilliseconds);
            return true;
        }
        catch (Exception exception) when (exception is KafkaException or TimeoutException)
        {
            KafkaLog.ReadBackFailed(
                logger, string.Join(", ", partitions), (int)time.GetElapsedTime(began).TotalSeconds, exception.Message);
            return false;
        }
    }

    private void Tell(Dictionary<int, int> counts, long milliseconds)
    {
        foreach (var (partition, count) in counts)
        {
            KafkaLog.ReadBack(logger, count, partition, milliseconds);
        }
    }

    // Unix milliseconds to read from. A frame is stamped by its camera's clock and a decision by a processor's: the window is
    // what they may differ by, and what covers decisions that were made again from a journal. Frames of more than a day ago are
    // past every deadline.
    private Dictionary<int, long> Since(
        IAdminClient admin, PartitionReader reader, KafkaTopics topics, IReadOnlyList<int> partitions)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var first = partitions.ToDictionary(p => p, _ => now);
        var firsts = Offsets(admin, topics.Frames, partitions.ToDictionary(p => p, _ => OffsetSpec.Earliest()));
        var ends = Offsets(admin, topics.Frames, partitions.ToDictionary(p => p, _ => OffsetSpec.Latest()));
        var ranges = Committed(admin, topics.Frames, partitions)
            .Select(c => (c.Partition, From: Math.Max(c.Offset.Value, firsts[c.Partition])))
            .Where(c => c.From < ends[c.Partition])
            .ToDictionary(c => new TopicPartition(topics.Frames, c.Partition), c => (c.From, c.From + 1));
        reader.Read(ranges, result => first[result.Partition.Value] =
            Math.Min(first[result.Partition.Value], result.Message.Timestamp.UnixTimestampMs));
        return first.ToDictionary(
            f => f.Key, f => Math.Max(now - OldestMs, f.Value) - (options.Pipeline.DedupWindowSeconds * 1000L));
    }

    private List<TopicPartitionOffset> Committed(IAdminClient admin, string topic, IReadOnlyList<int> partitions)
    {
        var asked = new ConsumerGroupTopicPartitions(
            settings.Options.GroupId, [.. partitions.Select(p => new TopicPartition(topic, p))]);
        var answer = admin.ListConsumerGroupOffsetsAsync(
            [asked], new ListConsumerGroupOffsetsOptions { RequestTimeout = Limit, RequireStableOffsets = false });
        return
        [
            .. answer.GetAwaiter().GetResult()
                .SelectMany(r => r.Partitions)
                .Where(p => !p.Error.IsError && p.Offset.Value >= 0)
                .Select(p => p.TopicPartitionOffset),
        ];
    }

    // With isolation "read uncommitted" the end is the high watermark, not the last stable offset.
    private static Dictionary<int, long> Offsets(IAdminClient admin, string topic, Dictionary<int, OffsetSpec> asked)
    {
        var answer = admin.ListOffsetsAsync(
            asked.Select(a => new TopicPartitionOffsetSpec
            {
                TopicPartition = new TopicPartition(topic, a.Key),
                OffsetSpec = a.Value,
            }),
            new ListOffsetsOptions { IsolationLevel = IsolationLevel.ReadUncommitted, RequestTimeout = Limit });
        return answer.GetAwaiter().GetResult().ResultInfos.ToDictionary(
            r => r.TopicPartitionOffsetError.Partition.Value, r => r.TopicPartitionOffsetError.Offset.Value);
    }

    private bool Note(Message<byte[], byte[]> message)
    {
        if (message.Headers.TryGetLastBytes(IdHeader, out var bytes)
            && ulong.TryParse(
                Encoding.UTF8.GetString(bytes), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
        {
            written.Add(id);
            return true;
        }

        return false;
    }
}
