using LineAD.Core.Configuration;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>A real broker for each test, where there is one.</summary>
public abstract class KafkaBrokerFixture : IAsyncLifetime
{
    private KafkaBroker? _broker;

    protected KafkaBroker Broker => _broker!;

    public async Task InitializeAsync()
    {
        if (KafkaBroker.FindScript() is not null)
        {
            // What a killed process left open is ended when its time is over, not up to 10 s later.
            _broker = await KafkaBroker.StartAsync(["transaction.abort.timed.out.transaction.cleanup.interval.ms=500"]);
        }
    }

    public async Task DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }

    /// <summary>Options with a root of their own, whose topics are there.</summary>
    protected async Task<LineAdOptions> OptionsAsync(KafkaPeer peer, Action<LineAdOptions>? configure = null)
    {
        var options = KafkaSetup.Options(Broker.BootstrapServers, configure);
        await peer.CreateTopicsAsync(new KafkaTopics(options.Root).All, 4);
        return options;
    }

    /// <summary>Parts p{from} to before p{to}, from four stations, one in each partition: the same part always in the same place.</summary>
    protected static async Task SendAsync(KafkaPeer peer, LineAdOptions options, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            await KafkaSetup.SendFrameAsync(peer, options, $"p{i}", partition: i % 4, station: $"s{(i % 4) + 1}");
        }
    }
}
