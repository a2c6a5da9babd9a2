using System.Globalization;
using LineAD.Simulation.Network;

namespace LineAD.Simulation.Brokers;

/// <summary>A test broker with two listeners: one to be used directly, and one behind a proxy that can spoil the link.</summary>
public sealed class ProxiedKafkaBroker : IAsyncDisposable
{
    private ProxiedKafkaBroker(KafkaBroker broker, FaultyTcpProxy proxy) => (Broker, Proxy) = (broker, proxy);

    /// <summary>The broker.</summary>
    public KafkaBroker Broker { get; }

    /// <summary>The proxy before its second listener.</summary>
    public FaultyTcpProxy Proxy { get; }

    /// <summary>Address of the direct listener.</summary>
    public string Direct => Broker.BootstrapServers;

    /// <summary>Address of the listener behind the proxy.</summary>
    public string Proxied => Address(Proxy.Port);

    /// <summary>Starts both.</summary>
    /// <param name="settings">Broker settings, <c>key=value</c>, over the script's own; listeners are set here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BrokerException">There is no broker, or it did not come up.</exception>
    public static async Task<ProxiedKafkaBroker> StartAsync(
        IReadOnlyList<string>? settings = null, CancellationToken cancellationToken = default)
    {
        var (port, behind, controller) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        var proxy = FaultyTcpProxy.Start(behind);
        try
        {
            var broker = await KafkaBroker.StartAsync(
                [
                    $"listeners=PLAINTEXT://{Address(port)},PROXIED://{Address(behind)},CONTROLLER://{Address(controller)}",
                    $"advertised.listeners=PLAINTEXT://{Address(port)},PROXIED://{Address(proxy.Port)}",
                    $"controller.quorum.voters=1@{Address(controller)}",
                    "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
                    .. settings ?? [],
                ],
                new Dictionary<string, string> { ["KAFKA_PORT"] = port.ToString(CultureInfo.InvariantCulture) },
                cancellationToken);
            return new ProxiedKafkaBroker(broker, proxy);
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
