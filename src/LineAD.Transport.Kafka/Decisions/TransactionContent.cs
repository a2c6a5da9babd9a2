using Confluent.Kafka;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>What one transaction writes.</summary>
/// <param name="Records">Decisions and rejects; may be empty.</param>
/// <param name="Offsets">Where the frames of each partition go on after a restart; may be empty.</param>
/// <param name="Group">
/// The membership under which the partitions of <paramref name="Offsets"/> were held: the brokers refuse one that is no longer
/// true. Null only without offsets.
/// </param>
/// <param name="Until">Monotonic time at which the records must be with the brokers.</param>
internal sealed record TransactionContent(
    IReadOnlyList<(TopicPartition Target, Message<byte[], byte[]> Record)> Records,
    IReadOnlyList<TopicPartitionOffset> Offsets,
    IConsumerGroupMetadata? Group,
    long Until);
