using LineAD.Simulation.Brokers;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>One mosquitto for the tests of a class.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private MosquittoBroker? _broker;

    public MosquittoBroker Broker => _broker ?? throw new InvalidOperationException("The broker did not start.");

    public async Task InitializeAsync()
    {
        if (MosquittoBroker.FindExecutable() != null)
        {
            _broker = await MosquittoBroker.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_broker != null)
        {
            await _broker.DisposeAsync();
        }
    }
}
