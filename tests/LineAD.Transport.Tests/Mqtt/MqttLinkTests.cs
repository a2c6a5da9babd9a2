using LineAD.Testing;
using LineAD.Transport.Mqtt;
using LineAD.Transport.Mqtt.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class MqttLinkTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [MosquittoFact]
    public async Task Start_OwnerFailsInEveryWay_LinkGoesOnTrying()
    {
        Exception[] failures =
        [
            new OperationCanceledException("a limit of the owner's own"), new InvalidOperationException("a fault"),
        ];
        var owner = new FailingOwner(new MqttConnectionSettings(Setup.Options(fixture.Broker).Mqtt!), failures);
        using var metrics = new MqttMetrics();
        await using var link = new MqttLink(
            "test", owner, TimeSpan.FromMilliseconds(20), metrics, TimeProvider.System, NullLogger.Instance);

        link.Start();

        Eventually.True(() => owner.Connected > 2 * failures.Length);
        Eventually.True(() => link.Client.IsConnected);
    }

    private sealed class FailingOwner(MqttConnectionSettings settings, Exception[] failures) : ILinkOwner
    {
        private int _attempts;
        private int _connected;

        public int Connected => Volatile.Read(ref _connected);

        public MqttClientOptions CreateOptions() => settings.Create("failing-owner").Build();

        public Task<bool> MayConnectAsync(CancellationToken cancellationToken)
        {
            var attempt = _attempts++;
            return attempt < failures.Length ? throw failures[attempt] : Task.FromResult(true);
        }

        public Task OnConnectedAsync(MqttClientConnectResult result, CancellationToken cancellationToken)
        {
            var connected = Interlocked.Increment(ref _connected);
            return connected <= 2 * failures.Length ? throw failures[connected % failures.Length] : Task.CompletedTask;
        }

        public void OnDisconnected(MqttClientDisconnectedEventArgs ended)
        {
        }
    }
}
