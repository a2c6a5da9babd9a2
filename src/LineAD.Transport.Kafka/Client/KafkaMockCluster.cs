using Confluent.Kafka;

namespace LineAD.Transport.Kafka.Client;

/// <summary>
/// librdkafka's own mock cluster: real sockets on loopback, no real log, topics appear when first used. It lives as long as this.
/// </summary>
public sealed class KafkaMockCluster : IDisposable
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(20);
    private readonly IProducer<Null, Null> _owner;

    /// <summary>Starts it; it takes the topics that its clients name.</summary>
    /// <param name="brokers">How many brokers, 1 or more.</param>
    public KafkaMockCluster(int brokers = 1)
    {
        var config = new ProducerConfig();
        config.Set("test.mock.num.brokers", brokers.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _owner = new ProducerBuilder<Null, Null>(config).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(_owner.Handle).Build();
        BootstrapServers = string.Join(
            ',', admin.GetMetadata(MetadataTimeout).Brokers.Select(broker => $"{broker.Host}:{broker.Port}"));
    }

    /// <summary>The addresses for `bootstrap.servers`, all on loopback.</summary>
    public string BootstrapServers { get; }

    /// <summary>Makes topics, each with four partitions, as it does for whoever writes to one.</summary>
    public void CreateTopics(IEnumerable<string> topics)
    {
        using var admin = new DependentAdminClientBuilder(_owner.Handle).Build();
        foreach (var topic in topics)
        {
            admin.GetMetadata(topic, MetadataTimeout);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _owner.Dispose();
}
