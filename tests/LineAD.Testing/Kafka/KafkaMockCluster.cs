using Confluent.Kafka;

namespace LineAD.Testing.Kafka;

/// <summary>
/// librdkafka's own mock cluster: real sockets on loopback, no real log, topics appear when first used. It lives as long as this.
/// </summary>
public sealed class KafkaMockCluster : IDisposable
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(20);
    private readonly IProducer<Null, Null> _owner;

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

    public void Dispose() => _owner.Dispose();
}
