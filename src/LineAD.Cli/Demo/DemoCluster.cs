using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Cli.Demo;

/// <summary>
/// The Kafka cluster of a demo: the one that was named, else a test broker beside the checkout, else librdkafka's mock cluster.
/// </summary>
internal sealed class DemoCluster : IAsyncDisposable
{
    private const int Partitions = 4;

    private readonly KafkaBroker? _broker;
    private readonly KafkaMockCluster? _mock;

    private DemoCluster(string servers, string origin, KafkaBroker? broker, KafkaMockCluster? mock)
    {
        BootstrapServers = servers;
        Origin = origin;
        _broker = broker;
        _mock = mock;
    }

    /// <summary>Its brokers.</summary>
    public string BootstrapServers { get; }

    /// <summary>Which of the three it is, in words.</summary>
    public string Origin { get; }

    /// <summary>Finds or starts it and makes the topics of <paramref name="root"/>.</summary>
    public static async Task<DemoCluster> StartAsync(string? bootstrap, string root, CancellationToken cancellationToken)
    {
        var topics = new KafkaTopics(root).All;
        if (bootstrap is null && KafkaBroker.FindScript() is null)
        {
            var mock = new KafkaMockCluster();
            mock.CreateTopics(topics);
            return new DemoCluster(mock.BootstrapServers, "mock cluster of librdkafka, for there is no broker", null, mock);
        }

        var broker = bootstrap is null ? await KafkaBroker.StartAsync(cancellationToken: cancellationToken) : null;
        var servers = bootstrap ?? broker!.BootstrapServers;
        var cluster = new DemoCluster(servers, broker is null ? "as named" : "test broker beside the checkout", broker, null);
        try
        {
            using var peer = new KafkaPeer(servers);
            await peer.CreateTopicsAsync(topics, Partitions);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _mock?.Dispose();
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }
}
