using System.Collections.Concurrent;
using LineAD.Core.Contracts;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Kafka.Decisions;
using LineAD.Transport.Kafka.Frames;
using LineAD.Transport.Tests.Mqtt;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>A station whose partition has moved to another process is published for by that one alone.</summary>
public sealed class MovedStationTests
{
    private const int Partition = 2;
    private readonly ConcurrentQueue<PublishOutcome> _outcomes = new();

    [KafkaFact]
    public async Task Write_StationHasMoved_IsRefusedAndNotSent()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        using var metrics = new KafkaMetrics();
        using var logs = new ListLogger();
        var options = KafkaSetup.Options(cluster);
        var board = new PartitionBoard();
        board.Note(KafkaSetup.Station, Partition);
        board.Hold(new OffsetTracker(Partition, new FlowCounter(metrics)));
        await using var writer = new IdempotentDecisionWriter(
            options, board, metrics, TimeProvider.System, logs);
        writer.Start();
        Write(writer, "held");
        Eventually.True(() => _outcomes.Count == 1);

        board.Release(Partition);
        Write(writer, "moved");
        board.Hold(new OffsetTracker(Partition, new FlowCounter(metrics)));
        Write(writer, "back");

        Eventually.True(() => _outcomes.Count == 3);
        _outcomes.Count(o => o == PublishOutcome.Refused).ShouldBe(1);
        Sent(peer, options).ShouldBe(["held", "back"]);
    }

    [KafkaFact]
    public async Task Write_StationMovesWhileItWaitsForTheBroker_IsRefusedAndNotSent()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        using var metrics = new KafkaMetrics();
        using var logs = new ListLogger();
        var options = KafkaSetup.Options(cluster);
        var board = new PartitionBoard();
        board.Note(KafkaSetup.Station, Partition);
        board.Hold(new OffsetTracker(Partition, new FlowCounter(metrics)));
        await using var writer = new IdempotentDecisionWriter(
            options, board, metrics, TimeProvider.System, logs);
        Write(writer, "moved");

        board.Release(Partition);
        writer.Start();

        Eventually.True(() => _outcomes.Count == 1);
        _outcomes.ShouldBe([PublishOutcome.Refused]);
        board.Hold(new OffsetTracker(Partition, new FlowCounter(metrics)));
        Write(writer, "back");
        Eventually.True(() => _outcomes.Count == 2);
        Sent(peer, options).ShouldBe(["back"]);
    }

    private void Write(IdempotentDecisionWriter writer, string part) =>
        writer.Write(Publications.Pass(part, 60_000), _outcomes.Enqueue);

    private static List<string> Sent(KafkaPeer peer, LineAD.Core.Configuration.LineAdOptions options)
    {
        var read = KafkaUnderTest.ReadAll(peer, new LineAD.Core.Wire.KafkaTopics(options.Root).Decisions);
        Eventually.True(() => read.Any(m => m.Headers["ce_partid"] == "back"));
        return [.. read.Select(m => m.Headers["ce_partid"])];
    }
}
