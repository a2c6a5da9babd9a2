using System.Buffers;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace LineAD.Vendor.Tests.Mqtt;

public sealed class ExchangeTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    public static readonly TheoryData<MqttProtocolVersion, int, int> Cases = new()
    {
        { MqttProtocolVersion.V311, 0, 0 }, { MqttProtocolVersion.V311, 1, 30_000 },
        { MqttProtocolVersion.V500, 0, 1 }, { MqttProtocolVersion.V500, 0, 200_000 },
        { MqttProtocolVersion.V500, 1, 0 }, { MqttProtocolVersion.V500, 1, 30_000 },
        { MqttProtocolVersion.V500, 1, 65_536 }, { MqttProtocolVersion.V500, 1, 5_000_000 },
        { MqttProtocolVersion.V311, 1, 5_000_000 },
    };

    [MosquittoTheory]
    [MemberData(nameof(Cases))]
    public async Task Publish_AnySize_ArrivesUnchanged(MqttProtocolVersion version, int qos, int size)
    {
        using var receiver = await Clients.ConnectAsync(fixture.Broker, version);
        using var sender = await Clients.ConnectAsync(fixture.Broker, version);
        var received = receiver.Collect();
        var topic = Clients.Name();
        (await receiver.SubscribeAsync(topic, qos)).Items.Single().ResultCode
            .ShouldBe((MqttClientSubscribeResultCode)qos);
        var payload = new byte[size];
        new Random(size).NextBytes(payload);

        var result = await sender.PublishAsync(Clients.Message(topic, payload, qos));

        result.ReasonCode.ShouldBe(MqttClientPublishReasonCode.Success);
        result.PacketIdentifier.HasValue.ShouldBe(qos == 1);
        await Clients.EventuallyAsync(() => !received.IsEmpty, "the message");
        received.TryDequeue(out var message).ShouldBeTrue();
        message!.ApplicationMessage.Topic.ShouldBe(topic);
        ((int)message.ApplicationMessage.QualityOfServiceLevel).ShouldBe(qos);
        message.ApplicationMessage.Payload.ToArray().AsSpan().SequenceEqual(payload).ShouldBeTrue();
    }

    [MosquittoFact]
    public async Task Publish_AllProperties_ArriveUnchanged()
    {
        using var receiver = await Clients.ConnectAsync(fixture.Broker);
        using var sender = await Clients.ConnectAsync(fixture.Broker);
        var received = receiver.Collect();
        var topic = Clients.Name();
        await receiver.SubscribeAsync(topic, 1);
        var sent = Clients.Message(topic, Encoding.UTF8.GetBytes("grün"));
        sent.ContentType = "image/png";
        sent.ResponseTopic = "answers/here";
        sent.CorrelationData = [0, 1, 255];
        sent.MessageExpiryInterval = 60;
        sent.UserProperties = [new("partid", "A-1"u8.ToArray().AsMemory()), new("partid", "twice"u8.ToArray().AsMemory()), new("leer", Memory<byte>.Empty)];

        await sender.PublishAsync(sent);

        await Clients.EventuallyAsync(() => !received.IsEmpty, "the message");
        received.TryDequeue(out var e).ShouldBeTrue();
        var got = e!.ApplicationMessage;
        e.Text().ShouldBe("grün");
        got.ContentType.ShouldBe("image/png");
        got.ResponseTopic.ShouldBe("answers/here");
        got.CorrelationData.ShouldBe([0, 1, 255]);
        got.MessageExpiryInterval.ShouldBeInRange(59u, 60u);
        got.UserProperties.Select(p => $"{p.Name}={p.ReadValueAsString()}").ShouldBe(["partid=A-1", "partid=twice", "leer="]);
        got.Dup.ShouldBeFalse();
        got.Retain.ShouldBeFalse();
    }

    [MosquittoFact]
    public async Task Publish_NobodySubscribed_SaysNoMatchingSubscribers()
    {
        using var sender = await Clients.ConnectAsync(fixture.Broker);

        var result = await sender.PublishAsync(Clients.Message(Clients.Name(), [1]));

        result.ReasonCode.ShouldBe(MqttClientPublishReasonCode.NoMatchingSubscribers);
        result.IsSuccess.ShouldBeTrue();
    }

    [MosquittoFact]
    public async Task Publish_ManyThreadsAtOnce_EveryMessageArrivesOnce()
    {
        using var receiver = await Clients.ConnectAsync(fixture.Broker);
        using var sender = await Clients.ConnectAsync(fixture.Broker);
        var received = receiver.Collect();
        var topic = Clients.Name();
        await receiver.SubscribeAsync(topic, 1);
        var tasks = Enumerable.Range(0, 500).Select(i => Task.Run(() =>
            sender.PublishAsync(Clients.Message(topic, BitConverter.GetBytes(i)))));

        (await Task.WhenAll(tasks)).ShouldAllBe(r => r.ReasonCode == MqttClientPublishReasonCode.Success);

        await Clients.EventuallyAsync(() => received.Count >= 500, "500 messages");
        received.Select(m => BitConverter.ToInt32(m.ApplicationMessage.Payload.ToArray())).Order()
            .ShouldBe(Enumerable.Range(0, 500));
    }

    [MosquittoFact]
    public async Task Handlers_SlowOne_RunOneByOneInOrder()
    {
        using var receiver = await Clients.ConnectAsync(fixture.Broker);
        using var sender = await Clients.ConnectAsync(fixture.Broker);
        var topic = Clients.Name();
        var order = new List<byte>();
        var running = 0;
        var overlapped = false;
        receiver.ApplicationMessageReceivedAsync += async message =>
        {
            overlapped |= Interlocked.Increment(ref running) > 1;
            await Task.Yield();
            order.Add(message.ApplicationMessage.Payload.FirstSpan[0]);
            Interlocked.Decrement(ref running);
        };
        await receiver.SubscribeAsync(topic, 1);

        for (byte i = 0; i < 50; i++)
        {
            _ = sender.PublishAsync(Clients.Message(topic, [i]));
        }

        await Clients.EventuallyAsync(() => order.Count == 50, "50 handler calls");
        order.ShouldBe(Enumerable.Range(0, 50).Select(i => (byte)i));
        overlapped.ShouldBeFalse();
    }
}
