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
/// Reads the decisions of partitions that were taken, read-committed, from as far back as a frame could still be decided to
/// the end. The end is that of all records: one in a transaction that its crashed owner left open is waited for.
/// </summary>
internal sealed class DecisionReadBack(
    LineAdOptions options, KafkaClientSettings settings, WrittenDecisions written, TimeProvider time, ILogger logger)
{
    private const string IdHeader = CloudEventNames.KafkaPrefix + CloudEventNames.Id;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads; false, told in the log, when that was not possible within 20 s.</summary>
    public bool TryRead(Handle handle, string topic, IReadOnlyList<int> partitions)
    {
        var began = time.GetTimestamp();
        try
        {
            var places = partitions.Select(p => new TopicPartition(topic, p)).ToList();
            var since = time.GetUtcNow() - TimeSpan.FromSeconds(options.Pipeline.DedupWindowSeconds);
            var starts = Offsets(handle, places, OffsetSpec.ForTimestamp(since.ToUnixTimeMilliseconds()));
            var ends = Offsets(handle, places, OffsetSpec.Latest());
            var read = Read(places.ToDictionary(p => p, p => (Start(starts[p], ends[p]), ends[p].Value)), began);
            var elapsed = (long)time.GetElapsedTime(began).TotalMilliseconds;
            foreach (var (partition, count) in read)
            {
                KafkaLog.ReadBack(logger, count, partition.Partition.Value, elapsed);
            }

            return true;
        }
        catch (Exception exception) when (exception is KafkaException or TimeoutException)
        {
            KafkaLog.ReadBackFailed(
                logger, string.Join(", ", partitions), (int)time.GetElapsedTime(began).TotalSeconds, exception.Message);
            return false;
        }
    }

    private static long Start(Offset since, Offset end) => since.Value >= 0 ? since.Value : end.Value;

    // With isolation "read uncommitted" the end is the high watermark, not the last stable offset.
    private static Dictionary<TopicPartition, Offset> Offsets(
        Handle handle, IEnumerable<TopicPartition> places, OffsetSpec which)
    {
        using var admin = new DependentAdminClientBuilder(handle).Build();
        var asked = places.Select(p => new TopicPartitionOffsetSpec { TopicPartition = p, OffsetSpec = which });
        var answer = admin.ListOffsetsAsync(
            asked,
            new ListOffsetsOptions { IsolationLevel = IsolationLevel.ReadUncommitted, RequestTimeout = Limit });
        return answer.GetAwaiter().GetResult().ResultInfos.ToDictionary(
            r => r.TopicPartitionOffsetError.TopicPartition, r => r.TopicPartitionOffsetError.Offset);
    }

    private Dictionary<TopicPartition, int> Read(Dictionary<TopicPartition, (long Start, long End)> ranges, long began)
    {
        var counts = ranges.Keys.ToDictionary(p => p, _ => 0);
        var open = ranges.Where(r => r.Value.Start < r.Value.End).Select(r => r.Key).ToHashSet();
        using var consumer = KafkaClients.Consumer(settings.Reader("readback"), logger, static _ => { }).Build();
        consumer.Assign(open.Select(p => new TopicPartitionOffset(p, ranges[p].Start)));
        while (open.Count > 0)
        {
            if (time.GetElapsedTime(began) > Limit)
            {
                throw new TimeoutException("A transaction stays open, or the brokers are slow.");
            }

            if (consumer.Consume(Poll) is not { } result)
            {
                continue;
            }

            if (!result.IsPartitionEOF)
            {
                counts[result.TopicPartition] += Note(result.Message) ? 1 : 0;
            }

            var next = result.IsPartitionEOF ? result.Offset.Value : result.Offset.Value + 1;
            if (next >= ranges[result.TopicPartition].End)
            {
                open.Remove(result.TopicPartition);
            }
        }

        return counts;
    }

    private bool Note(Message<byte[], byte[]> message)
    {
        var known = message.Headers.TryGetLastBytes(IdHeader, out var bytes)
            && ulong.TryParse(
                Encoding.UTF8.GetString(bytes), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
        if (known)
        {
            written.Add(ulong.Parse(
                Encoding.UTF8.GetString(bytes!), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }

        return known;
    }
}
