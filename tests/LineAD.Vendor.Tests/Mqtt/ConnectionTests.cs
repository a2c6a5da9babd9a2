using System.Diagnostics;
using LineAD.Simulation.Brokers;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace LineAD.Vendor.Tests.Mqtt;

public sealed class ConnectionTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [MosquittoFact]
    public async Task ConnectAsync_NobodyListens_ThrowsAndRaisesDisconnected()
    {
        using var client = Clients.New();
        var raised = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        client.DisconnectedAsync += e => Task.FromResult(raised.TrySetResult(e));

        await Should.ThrowAsync<MqttCommunicationException>(
            () => client.ConnectAsync(Clients.Options(FreePort.Next()).Build()));

        var e = await raised.Task.WaitAsync(Clients.Limit);
        e.ClientWasConnected.ShouldBeFalse();
        e.Exception.ShouldBeAssignableTo<MqttCommunicationException>();
        client.IsConnected.ShouldBeFalse();
    }

    [MosquittoTheory]
    [InlineData(MqttProtocolVersion.V500)]
    [InlineData(MqttProtocolVersion.V311)]
    public async Task Connection_TakenOver_Ends(MqttProtocolVersion version)
    {
        var name = Clients.Name();
        using var old = await Clients.ConnectAsync(fixture.Broker, version, o => o.WithClientId(name));
        var raised = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        old.DisconnectedAsync += e => Task.FromResult(raised.TrySetResult(e));

        using var young = await Clients.ConnectAsync(fixture.Broker, version, o => o.WithClientId(name));

        var e = await raised.Task.WaitAsync(Clients.Limit);
        e.ClientWasConnected.ShouldBeTrue();
        // mosquitto 2.0.11 closes without a DISCONNECT, later ones say SessionTakenOver to MQTT 5 clients.
        e.Reason.ShouldBeOneOf(
            MqttClientDisconnectReason.SessionTakenOver, MqttClientDisconnectReason.NormalDisconnection);
        await Should.ThrowAsync<MqttClientNotConnectedException>(
            () => old.PublishAsync(Clients.Message("t", [1])));
        young.IsConnected.ShouldBeTrue();
    }

    [MosquittoFact]
    public async Task Dispose_WithWill_BrokerPublishesIt()
    {
        using var watcher = await Clients.ConnectAsync(fixture.Broker);
        var received = watcher.Collect();
        var topic = Clients.Name();
        await watcher.SubscribeAsync(topic, 1);
        var client = await Clients.ConnectAsync(fixture.Broker, configure: o => o.WithWillTopic(topic)
            .WithWillPayload("offline"u8.ToArray()).WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain());

        client.Dispose();

        await Clients.EventuallyAsync(() => !received.IsEmpty, "the will");
        received.Single().Text().ShouldBe("offline");
        using var late = await Clients.ConnectAsync(fixture.Broker);
        var retained = late.Collect();
        await late.SubscribeAsync(topic, 1);
        await Clients.EventuallyAsync(() => !retained.IsEmpty, "the retained will");
        retained.Single().ApplicationMessage.Retain.ShouldBeTrue();
    }

    [MosquittoFact]
    public async Task DisconnectAsync_WithWill_BrokerKeepsQuiet()
    {
        using var watcher = await Clients.ConnectAsync(fixture.Broker);
        var received = watcher.Collect();
        var topic = Clients.Name();
        await watcher.SubscribeAsync($"{topic}/#", 1);
        using var client = await Clients.ConnectAsync(
            fixture.Broker, configure: o => o.WithWillTopic($"{topic}/will").WithWillPayload("offline"u8.ToArray()));
        var raised = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        client.DisconnectedAsync += e => Task.FromResult(raised.TrySetResult(e));

        await client.DisconnectAsync();

        (await raised.Task.WaitAsync(Clients.Limit)).Reason.ShouldBe(MqttClientDisconnectReason.NormalDisconnection);
        await watcher.PublishAsync(Clients.Message($"{topic}/mark", [1]));
        await Clients.EventuallyAsync(() => !received.IsEmpty, "the mark");
        received.Single().ApplicationMessage.Topic.ShouldBe($"{topic}/mark");
    }

    [MosquittoTheory]
    [InlineData(MqttRetainHandling.SendAtSubscribe, 1)]
    [InlineData(MqttRetainHandling.DoNotSendOnSubscribe, 0)]
    public async Task SubscribeAsync_RetainHandling_IsHonoured(MqttRetainHandling handling, int expected)
    {
        using var client = await Clients.ConnectAsync(fixture.Broker);
        var received = client.Collect();
        var topic = Clients.Name();
        var message = Clients.Message(topic, [1]);
        message.Retain = true;
        await client.PublishAsync(message);

        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter(
            topic, MqttQualityOfServiceLevel.AtLeastOnce, retainAsPublished: true, retainHandling: handling).Build());
        await client.PublishAsync(message);

        await Clients.EventuallyAsync(() => received.Count == expected + 1, "what is due");
        received.ShouldAllBe(m => m.ApplicationMessage.Retain);
    }

    [MosquittoFact]
    public async Task SubscribeAsync_NoLocal_OwnMessagesStayAway()
    {
        using var client = await Clients.ConnectAsync(fixture.Broker);
        using var other = await Clients.ConnectAsync(fixture.Broker);
        var received = client.Collect();
        var topic = Clients.Name();
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce, noLocal: true).Build());

        await client.PublishAsync(Clients.Message(topic, [1]));
        await other.PublishAsync(Clients.Message(topic, [2]));

        await Clients.EventuallyAsync(() => !received.IsEmpty, "the other's message");
        received.Single().ApplicationMessage.Payload.FirstSpan[0].ShouldBe((byte)2);
    }

    [MosquittoFact]
    public async Task Publish_BrokerKilled_PendingFailsAndNothingIsResent()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var client = await Clients.ConnectAsync(broker);
        await broker.PauseAsync();
        var pending = client.PublishAsync(Clients.Message("t", [1]));
        pending.IsCompleted.ShouldBeFalse();

        broker.Kill();

        await Should.ThrowAsync<MqttCommunicationException>(() => pending.WaitAsync(Clients.Limit));
        await Clients.EventuallyAsync(() => !client.IsConnected, "the end of the connection");
        await broker.RestartAsync();
        await client.ReconnectAsync();
        using var watcher = await Clients.ConnectAsync(broker);
        var received = watcher.Collect();
        await watcher.SubscribeAsync("t", 1);
        (await client.PublishAsync(Clients.Message("t", [2]))).IsSuccess.ShouldBeTrue();
        await Clients.EventuallyAsync(() => !received.IsEmpty, "the second message");
        received.Single().ApplicationMessage.Payload.FirstSpan[0].ShouldBe((byte)2);
    }

    [MosquittoFact]
    public async Task KeepAlive_BrokerHangs_ConnectionEndsByTimeout()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var client = await Clients.ConnectAsync(
            broker, configure: o => o.WithKeepAlivePeriod(TimeSpan.FromSeconds(1)));
        var raised = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        client.DisconnectedAsync += e => Task.FromResult(raised.TrySetResult(e));
        await broker.PauseAsync();

        var e = await raised.Task.WaitAsync(Clients.Limit);

        e.Exception.ShouldBeOfType<MqttCommunicationTimedOutException>();
    }

    [MosquittoFact]
    public async Task KeepAlive_BrokerHangsWhileBytesGoOut_ConnectionEndsByTimeout()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var client = await Clients.ConnectAsync(
            broker, configure: o => o.WithKeepAlivePeriod(TimeSpan.FromSeconds(1)));
        var raised = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        client.DisconnectedAsync += e => Task.FromResult(raised.TrySetResult(e));
        await broker.PauseAsync();
        var clock = Stopwatch.StartNew();

        while (!raised.Task.IsCompleted && clock.Elapsed < Clients.Limit)
        {
            try
            {
                await client.PublishAsync(Clients.Message("t", [1], qos: 0));
            }
            catch (MqttCommunicationException)
            {
                // The connection may have ended between two messages, before its event is raised.
                break;
            }

            await Task.Delay(50);
        }

        (await raised.Task.WaitAsync(Clients.Limit)).Exception.ShouldBeOfType<MqttCommunicationTimedOutException>();
    }

    [MosquittoFact]
    public async Task Publish_BrokerTakesNoBytes_FailsAfterTheTimeout()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var client = await Clients.ConnectAsync(
            broker, configure: o => o.WithTimeout(TimeSpan.FromMilliseconds(300)).WithKeepAlivePeriod(TimeSpan.Zero));
        await broker.PauseAsync();
        var clock = Stopwatch.StartNew();

        await Should.ThrowAsync<MqttCommunicationException>(
            () => client.PublishAsync(Clients.Message("t", new byte[64 << 20])));

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        await Clients.EventuallyAsync(() => !client.IsConnected, "the end of the connection");
    }

    [StandInFact]
    public async Task Publish_ThreadPoolBlocked_LeavesAnyway()
    {
        using var client = await Clients.ConnectAsync(fixture.Broker);
        using var watcher = await Clients.ConnectAsync(fixture.Broker);
        using var seen = new ManualResetEventSlim();
        var topic = Clients.Name();
        watcher.ApplicationMessageReceivedAsync += _ =>
        {
            seen.Set();
            return Task.CompletedTask;
        };
        await watcher.SubscribeAsync(topic, 1);
        using var starved = new StarvedThreadPool();

        var thread = new Thread(() => _ = client.PublishAsync(Clients.Message(topic, [1])));
        thread.Start();

        seen.Wait(Clients.Limit).ShouldBeTrue();
        starved.IsStarved.ShouldBeTrue();
    }
}
