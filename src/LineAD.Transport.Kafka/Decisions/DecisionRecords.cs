using System.Runtime.InteropServices;
using Confluent.Kafka;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Kafka.Connections;
using LineAD.Transport.Kafka.Frames;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>The records of decisions and states, and the partition that each goes to.</summary>
internal sealed class DecisionRecords(string root, PartitionBoard board)
{
    private const string DecisionType = "linead.decision.v1";
    private const string RejectType = "linead.reject.v1";
    private const string StateType = "linead.state.v1";

    private volatile int _partitions;

    public KafkaTopics Topics { get; } = new(root);

    /// <summary>Partitions of the decisions' topic; 0 while not known.</summary>
    public int Partitions
    {
        get => _partitions;
        set => _partitions = value;
    }

    /// <summary>Topic and record of a transmission, 0 to <see cref="DecisionAttempt.RecordCount"/> − 1.</summary>
    public (TopicPartition Target, Message<byte[], byte[]> Record) Of(DecisionPublication publication, int index)
    {
        var decision = publication.Decision;
        var station = decision.Inspection.Station;
        var topic = index > 0 ? Topics.Rejects : decision.Simulated ? Topics.SimulatedDecisions : Topics.Decisions;
        return (new TopicPartition(topic, Place(topic, station)), new Message<byte[], byte[]>
        {
            Key = KafkaClients.Key(station.ToString()),
            Value = Bytes(publication.Json),
            Headers = CloudEvent.OfDecision(root, decision, index > 0 ? RejectType : DecisionType),
        });
    }

    /// <summary>The record of a state.</summary>
    public Message<byte[], byte[]> OfState(StationKey station, ReadOnlyMemory<byte> json, DateTimeOffset time) => new()
    {
        Key = KafkaClients.Key(station.ToString()),
        Value = Bytes(json),
        Headers = CloudEvent.Of(
            StateType, Guid.NewGuid().ToString("N"), CloudEvent.Source(root, station), CloudEvent.Json, time),
    };

    // Beside its frames, so that whoever owns them can read it back; by its key where there are none or no such place.
    private Partition Place(string topic, StationKey station) =>
        topic == Topics.Decisions && board.PartitionOf(station) is { } partition && partition < _partitions
            ? new Partition(partition)
            : Partition.Any;

    private static byte[] Bytes(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
