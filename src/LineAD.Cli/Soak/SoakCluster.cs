using System.Globalization;
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
    private readonly KafkaMockCluster? _mock;

    private SoakCluster(KafkaBroker? broker, FaultyTcpProxy? proxy, KafkaMockCluster? mock)
    {
        (Broker, Proxy, _mock) = (broker, proxy, mock);
        Direct = broker?.BootstrapServers ?? mock!.BootstrapServers;
        Proxied = proxy is null ? Direct : Address(proxy.Port);
    }

    /// <summary>The broker; null with the mock cluster.</summary>
    public KafkaBroker? Broker { get; }

    /// <summary>The proxy before it; null with the mock cluster.</summary>
    public FaultyTcpProxy? Proxy { get; }

    /// <summary>Address for cameras and gate.</summary>
    public string Direct { get; }

    /// <summary>Address for the service.</summary>
    public string Proxied { get; }

    /// <summary>Which it is, in words.</summary>
    public string Origin => Broker is null ? "mock cluster of librdkafka, for there is no broker" : "test broker beside the checkout";

    /// <summary>Starts it and makes the topics of <paramref name="root"/>.</summary>
    public static async Task<SoakCluster> StartAsync(string root, CancellationToken cancellationToken)
    {
        var topics = new KafkaTopics(root).All;
        if (KafkaBroker.FindScript() is null)
        {
            var mock = new KafkaMockCluster();
            mock.CreateTopics(topics);
            return new SoakCluster(null, null, mock);
        }

        var (port, behind, controller) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        var proxy = FaultyTcpProxy.Start(behind);
        var broker = await KafkaBroker.StartAsync(
            [
                $"listeners=PLAINTEXT://{Address(port)},PROXIED://{Address(behind)},CONTROLLER://{Address(controller)}",
                $"advertised.listeners=PLAINTEXT://{Address(port)},PROXIED://{Address(proxy.Port)}",
                $"controller.quorum.voters=1@{Address(controller)}",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
            ],
            new Dictionary<string, string> { ["KAFKA_PORT"] = port.ToString(CultureInfo.InvariantCulture) },
            cancellationToken);
        var cluster = new SoakCluster(broker, proxy, null);
        using var peer = new KafkaPeer(cluster.Direct);
        await peer.CreateTopicsAsync(topics, Partitions);
        return cluster;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _mock?.Dispose();
        if (Proxy is not null)
        {
            await Proxy.DisposeAsync();
        }

        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }
    }

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
