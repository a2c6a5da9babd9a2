using LineAD.Core.Contracts;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Masks, defects, audit records and dead letters against librdkafka's mock cluster.</summary>
public sealed class KafkaOutputTests
{
    [KafkaFact]
    public async Task TryPublish_EachKind_HasItsTopicKeyAndHeaders()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        await using var kafka = new KafkaUnderTest(KafkaSetup.Options(cluster));
        foreach (var kind in Enum.GetValues<OutputKind>())
        {
            kafka.Transport.Outputs!.TryPublish(Message(kind, 100)).ShouldBeTrue();
        }

        var topics = kafka.Topics;
        var read = KafkaUnderTest.ReadAll(peer, topics.Masks, topics.Defects, topics.Audit, topics.DeadLetters);
        Eventually.True(() => read.Count == 4);
        read.Select(m => m.Topic).ShouldBe(
            [topics.Masks, topics.Defects, topics.Audit, topics.DeadLetters], ignoreOrder: true);
        var mask = read.Single(m => m.Topic == topics.Masks);
        (mask.Key, mask.Value.Length, mask.Headers["content-type"]).ShouldBe(("l1/s1", 100, "image/png"));
        (mask.Headers["ce_camera"], mask.Headers["ce_partid"]).ShouldBe(("c1", "p1"));
    }

    [KafkaFact]
    public async Task TryPublish_LargerThanTheBrokersTake_IsShed()
    {
        using var cluster = new KafkaMockCluster();
        await using var kafka = new KafkaUnderTest(
            KafkaSetup.Options(cluster, o => o.Kafka!.MaxRecordBytes = 10_000));

        kafka.Transport.Outputs!.TryPublish(Message(OutputKind.Mask, 10_000)).ShouldBeFalse();
        kafka.Transport.Outputs.TryPublish(Message(OutputKind.Mask, 5_000)).ShouldBeTrue();
    }

    [KafkaFact]
    public async Task TryPublish_NoBroker_ShedsMasksFirstAndNeverBlocks()
    {
        var options = KafkaSetup.Options("127.0.0.1:1", o => o.Kafka!.OutputQueue = 20);
        using var metrics = new LineAD.Transport.Kafka.KafkaMetrics();
        await using var transport = new LineAD.Transport.Kafka.KafkaTransport(
            options,
            metrics,
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        var masks = Enumerable.Range(0, 50).Count(_ => transport.Outputs!.TryPublish(Message(OutputKind.Mask, 10)));
        var records = Enumerable.Range(0, 50).Count(_ => transport.Outputs!.TryPublish(Message(OutputKind.Audit, 10)));

        (masks, records).ShouldBe((10, 10));
    }

    private static OutputMessage Message(OutputKind kind, int length) => new()
    {
        Kind = kind,
        Station = KafkaSetup.Station,
        Camera = "c1",
        Part = "p1",
        ContentType = kind == OutputKind.Mask ? "image/png" : "application/json",
        Payload = new byte[length],
    };
}
