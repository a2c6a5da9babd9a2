using LineAD.Core.Configuration;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Cli.Clusters;

/// <summary>
/// The Kafka cluster of a demo or bench: the one that was named, else a test broker beside the checkout, else librdkafka's mock cluster.
/// </summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private const int Partitions = 4;

    private readonly KafkaBroker? _broker;
    private readonly KafkaMockCluster? _mock;

    private LocalCluster(string servers, string origin, KafkaBroker? broker, KafkaMockCluster? mock)
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

    /// <summary>
    /// How long its brokers may hold an empty answer back, milliseconds: the mock cluster does not answer sooner when something comes.
    /// </summary>
    public int FetchWaitMs => _mock is null ? new KafkaOptions().FetchWaitMs : 20;

    /// <summary>Finds or starts it and makes the topics of <paramref name="root"/>.</summary>
    public static async Task<LocalCluster> StartAsync(string? bootstrap, string root, CancellationToken cancellationToken)
    {
        var topics = new KafkaTopics(root).All;
        if (bootstrap is null && KafkaBroker.FindScript() is null)
        {
            var mock = new KafkaMockCluster();
            mock.CreateTopics(topics);
            return new LocalCluster(mock.BootstrapServers, "mock cluster of librdkafka, for there is no broker", null, mock);
        }

        var broker = bootstrap is null ? await KafkaBroker.StartAsync(cancellationToken: cancellationToken) : null;
        var servers = bootstrap ?? broker!.BootstrapServers;
        var cluster = new LocalCluster(servers, broker is null ? "as named" : "test broker beside the checkout", broker, null);
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

    /// <summary>Makes the topics of another root.</summary>
    public async Task AddTopicsAsync(string root)
    {
        var topics = new KafkaTopics(root).All;
        if (_mock is not null)
        {
            _mock.CreateTopics(topics);
            return;
        }

        using var peer = new KafkaPeer(BootstrapServers);
        await peer.CreateTopicsAsync(topics, Partitions);
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
