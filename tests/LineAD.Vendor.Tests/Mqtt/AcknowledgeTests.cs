using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace LineAD.Vendor.Tests.Mqtt;

public sealed class AcknowledgeTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [MosquittoFact]
    public async Task AcknowledgeAsync_LateAndOutOfOrder_NothingComesAgain()
    {
        var name = Clients.Name();
        var topic = Clients.Name();
        using var sender = await Clients.ConnectAsync(fixture.Broker);
        using (var receiver = await Session(name))
        {
            var received = receiver.Collect(autoAcknowledge: false);
            await receiver.SubscribeAsync(topic, 1);
            await PublishAsync(sender, topic, 3);
            await Clients.EventuallyAsync(() => received.Count == 3, "3 messages");
            foreach (var message in received.Reverse())
            {
                await message.AcknowledgeAsync(default);
            }

            // Acknowledgements have no answer, and mosquitto takes turns among its connections: the next one could come before them.
            await PublishAsync(receiver, Clients.Name(), 1);
            await receiver.DisconnectAsync();
        }

        using var again = Clients.New();
        var repeated = again.Collect();
        var result = await again.ConnectAsync(SessionOptions(name).Build());
        result.IsSessionPresent.ShouldBeTrue();
        await PublishAsync(sender, topic, 1);
        await Clients.EventuallyAsync(() => !repeated.IsEmpty, "the fresh message");
        repeated.Count.ShouldBe(1);
        repeated.Single().ApplicationMessage.Dup.ShouldBeFalse();
    }

    [MosquittoFact]
    public async Task AcknowledgeAsync_Never_MessageComesAgainWithDup()
    {
        var name = Clients.Name();
        var topic = Clients.Name();
        using var sender = await Clients.ConnectAsync(fixture.Broker);
        var receiver = await Session(name);
        var received = receiver.Collect(autoAcknowledge: false);
        await receiver.SubscribeAsync(topic, 1);
        await PublishAsync(sender, topic, 2);
        await Clients.EventuallyAsync(() => received.Count == 2, "2 messages");
        receiver.Dispose();

        using var again = Clients.New();
        var repeated = again.Collect();
        await again.ConnectAsync(SessionOptions(name).Build());

        await Clients.EventuallyAsync(() => repeated.Count == 2, "both messages again");
        repeated.ShouldAllBe(m => m.ApplicationMessage.Dup);
    }

    [MosquittoTheory]
    [InlineData(MqttProtocolVersion.V500, 100, 100)]
    [InlineData(MqttProtocolVersion.V500, 0, 300)]
    [InlineData(MqttProtocolVersion.V311, 0, 300)]
    public async Task ReceiveMaximum_NothingAcknowledged_BrokerStopsThere(
        MqttProtocolVersion version, int receiveMaximum, int expected)
    {
        using var sender = await Clients.ConnectAsync(fixture.Broker);
        using var receiver = await Clients.ConnectAsync(
            fixture.Broker, version, o => o.WithReceiveMaximum((ushort)receiveMaximum));
        var received = receiver.Collect(autoAcknowledge: false);
        var topic = Clients.Name();
        await receiver.SubscribeAsync(topic, 1);
        await receiver.SubscribeAsync($"{topic}/mark", 0);

        await PublishAsync(sender, topic, 300);
        await sender.PublishAsync(Clients.Message($"{topic}/mark", [1], qos: 0));

        // The QoS 0 message is not held back by flow control: when it is here, all that may come has come.
        await Clients.EventuallyAsync(() => received.Any(m => m.PacketIdentifier == 0), "the mark");
        received.Count(m => m.PacketIdentifier != 0).ShouldBe(expected);
        await received.First().AcknowledgeAsync(default);

        // At least one: mosquitto 2.0 forgets the limit once it has an acknowledgement.
        await Clients.EventuallyAsync(
            () => received.Count(m => m.PacketIdentifier != 0) >= Math.Min(expected + 1, 300), "one more");
    }

    [MosquittoFact]
    public async Task AcknowledgeAsync_Twice_Throws()
    {
        using var client = await Clients.ConnectAsync(fixture.Broker);
        var received = client.Collect(autoAcknowledge: false);
        var topic = Clients.Name();
        await client.SubscribeAsync(topic, 1);
        await PublishAsync(client, topic, 1);
        await Clients.EventuallyAsync(() => received.Count == 1, "the message");
        await received.Single().AcknowledgeAsync(default);

        await Should.ThrowAsync<InvalidOperationException>(() => received.Single().AcknowledgeAsync(default));
    }

    [StandInFact]
    public async Task AcknowledgeAsync_OverAnotherConnection_IsRefused()
    {
        using var client = await Clients.ConnectAsync(fixture.Broker);
        var received = client.Collect(autoAcknowledge: false);
        var topic = Clients.Name();
        await client.SubscribeAsync(topic, 1);
        await PublishAsync(client, topic, 1);
        await Clients.EventuallyAsync(() => received.Count == 1, "the message");
        await client.DisconnectAsync();
        await client.ReconnectAsync();

        await Should.ThrowAsync<MqttClientNotConnectedException>(() => received.Single().AcknowledgeAsync(default));
    }

    private static async Task PublishAsync(IMqttClient sender, string topic, int count)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, count)
            .Select(i => sender.PublishAsync(Clients.Message(topic, BitConverter.GetBytes(i)))));
        results.ShouldAllBe(r => r.IsSuccess);
    }

    private MqttClientOptionsBuilder SessionOptions(string name) =>
        Clients.Options(fixture.Broker).WithClientId(name).WithCleanStart(false).WithSessionExpiryInterval(60);

    private async Task<IMqttClient> Session(string name)
    {
        var client = Clients.New();
        await client.ConnectAsync(SessionOptions(name).Build());
        return client;
    }
}
