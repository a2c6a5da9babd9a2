using System.Collections.Concurrent;
using LineAD.Core.Errors;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

public sealed class KafkaPeerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [KafkaFact]
    public async Task ReadNew_TopicsWithAHistory_HandsOutOnlyWhatComesAfterIt()
    {
        using var cluster = new KafkaMockCluster();
        cluster.CreateTopics(["a", "b"]);
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        foreach (var key in Enumerable.Range(0, 12).Select(i => $"old-{i}"))
        {
            (await peer.PublishAsync("a", key, [1], [], CancellationToken.None)).ShouldBeTrue();
        }

        var keys = new ConcurrentQueue<string>();
        peer.ReadNew(["a", "b"], message => keys.Enqueue(message.Key), Limit);
        foreach (var (topic, key) in new[] { ("a", "new-1"), ("b", "new-2") })
        {
            (await peer.PublishAsync(topic, key, [1], [], CancellationToken.None)).ShouldBeTrue();
        }

        Eventually.True(() => keys.Count >= 2);
        keys.ShouldBe(["new-1", "new-2"], ignoreOrder: true);
    }

    [KafkaFact]
    public void ReadNew_NoBroker_SaysSoWithARemedy()
    {
        using var peer = new KafkaPeer("127.0.0.1:1");

        Should.Throw<TransportException>(() => peer.ReadNew(["a"], _ => { }, TimeSpan.FromMilliseconds(300)))
            .Message.ShouldContain("127.0.0.1:1: a cannot be read");
    }
}
