using Confluent.Kafka;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

public sealed class KafkaNativeLibraryTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [KafkaFact]
    public void Version_LibraryBesideProgram_IsWhatConfluentKafkaExpects()
    {
        var expected = typeof(Library).Assembly.GetName().Version;

        expected.ShouldNotBeNull();
        KafkaNativeLibrary.Version.ShouldBe(expected.ToString(3));
    }

    [KafkaFact]
    public void ProduceConsume_MockCluster_StoresAndCommitsOffsets()
    {
        using var cluster = new KafkaMockCluster(brokers: 3);
        var sent = Produce(cluster.BootstrapServers, "frames", count: 5);

        using var consumer = Consumer(cluster.BootstrapServers);
        consumer.Subscribe("frames");
        Receive(consumer, count: 5).ShouldBe(sent, ignoreOrder: true);
        consumer.Commit();

        var committed = consumer.Committed(consumer.Assignment, Deadline).Where(offset => offset.Offset >= 0);
        committed.Sum(offset => offset.Offset.Value).ShouldBe(5);
        consumer.Close();
    }

    private static List<string> Produce(string servers, string topic, int count)
    {
        using var producer = new ProducerBuilder<string, string>(
            new ProducerConfig { BootstrapServers = servers, EnableIdempotence = true }).Build();
        var sent = new List<string>();
        for (var number = 0; number < count; number++)
        {
            producer.Produce(topic, new Message<string, string> { Key = $"key-{number}", Value = $"value-{number}" });
            sent.Add($"key-{number}=value-{number}");
        }

        producer.Flush(Deadline).ShouldBe(0);
        return sent;
    }

    private static IConsumer<string, string> Consumer(string servers) => new ConsumerBuilder<string, string>(
        new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = "readers",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
        }).Build();

    private static List<string> Receive(IConsumer<string, string> consumer, int count)
    {
        var received = new List<string>();
        var began = TimeProvider.System.GetTimestamp();
        while (received.Count < count && TimeProvider.System.GetElapsedTime(began) < Deadline)
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is { Message: { } message } result)
            {
                received.Add($"{message.Key}={message.Value}");
                consumer.StoreOffset(result);
            }
        }

        return received;
    }
}
