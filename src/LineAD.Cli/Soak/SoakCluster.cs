using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Network;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Cli.Soak;

/// <summary>
/// The Kafka of a soak: the test broker beside the checkout with a second listener behind the proxy, else librdkafka's mock cluster.
/// </summary>
internal sealed class SoakCluster : IAsyncDisposable
{
    private const int Partitions = 2;
    private readonly ProxiedKafkaBroker? _real;
    private readonly KafkaMockCluster? _mock;

    private SoakCluster(ProxiedKafkaBroker? real, KafkaMockCluster? mock)
    {
        (_real, _mock) = (real, mock);
        Direct = real?.Direct ?? mock!.BootstrapServers;
        Proxied = real?.Proxied ?? Direct;
    }

    /// <summary>The broker; null with the mock cluster.</summary>
    public KafkaBroker? Broker => _real?.Broker;

    /// <summary>The proxy before it; null with the mock cluster.</summary>
    public FaultyTcpProxy? Proxy => _real?.Proxy;

    /// <summary>Address for cameras and gate.</summary>
    public string Direct { get; }

    /// <summary>Address for the service.</summary>
    public string Proxied { get; }

    /// <summary>Which it is, in words.</summary>
    public string Origin => _real is null ? "mock cluster of librdkafka, for there is no broker" : "test broker beside the checkout";

    /// <summary>Starts it and makes the topics of <paramref name="root"/>.</summary>
    public static async Task<SoakCluster> StartAsync(string root, CancellationToken cancellationToken)
    {
        var topics = new KafkaTopics(root).All;
        if (KafkaBroker.FindScript() is null)
        {
            var mock = new KafkaMockCluster();
            mock.CreateTopics(topics);
            return new SoakCluster(null, mock);
        }

        var cluster = new SoakCluster(await ProxiedKafkaBroker.StartAsync(cancellationToken: cancellationToken), null);
        using var peer = new KafkaPeer(cluster.Direct);
        await peer.CreateTopicsAsync(topics, Partitions);
        return cluster;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _mock?.Dispose();
        await (_real?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
