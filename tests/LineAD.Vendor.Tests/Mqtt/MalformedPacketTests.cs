using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace LineAD.Vendor.Tests.Mqtt;

public sealed class MalformedPacketTests
{
    public static readonly TheoryData<string, byte[]> Malformed = new()
    {
        { "remaining length of five bytes", [0x30, 0xff, 0xff, 0xff, 0xff, 1] },
        { "topic longer than the packet", [0x30, 5, 0, 200, (byte)'t', 0, 0] },
        { "property list longer than the packet", [0x30, 6, 0, 1, (byte)'t', 100, 0, 0] },
        { "property list without an end", [0x30, 7, 0, 1, (byte)'t', 0xff, 0xff, 0xff, 0xff] },
        { "unknown property", [0x30, 6, 0, 1, (byte)'t', 2, 0x7f, 0] },
        { "property cut off", [0x30, 6, 0, 1, (byte)'t', 2, 0x02, 0] },
        { "topic is not UTF-8", [0x30, 4, 0, 1, 0xff, 0] },
        { "topic with a wildcard", [0x30, 4, 0, 1, (byte)'#', 0] },
        { "empty topic", [0x30, 3, 0, 0, 0] },
        { "QoS 3", [0x36, 6, 0, 1, (byte)'t', 0, 1, 0] },
        { "packet identifier 0", [0x32, 6, 0, 1, (byte)'t', 0, 0, 0] },
        { "empty PUBLISH", [0x30, 0] },
        { "PUBACK without an identifier", [0x40, 1, 0] },
        { "PINGREQ from a broker", [0xc0, 0] },
        { "CONNECT from a broker", [0x10, 0] },
        { "packet type 0", [0x00, 0] },
        { "huge control packet", [0xe0, 0xff, 0xff, 0xff, 0x7f] },
        { "second CONNACK", ScriptedBroker.ConnAck5 },
    };

    [StandInTheory]
    [MemberData(nameof(Malformed))]
    public async Task Receive_MalformedPacket_EndsTheConnectionAsViolation(string what, byte[] bytes)
    {
        using var broker = new ScriptedBroker(ScriptedBroker.ConnAck5, bytes);
        using var client = Clients.New();
        var raised = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        client.DisconnectedAsync += e => Task.FromResult(raised.TrySetResult(e));

        await client.ConnectAsync(Clients.Options(broker.Port).Build());

        var e = await raised.Task.WaitAsync(Clients.Limit);
        e.Exception.ShouldBeOfType<MqttProtocolViolationException>(what);
        (await broker.Rest)[0].ShouldBe((byte)0xe0, "the broker is told by DISCONNECT");
    }

    [StandInTheory]
    [InlineData(new byte[] { 0x30, 1 })]
    [InlineData(new byte[] { 0x20, 1, 0 })]
    [InlineData(new byte[] { 0x20, 2, 7, 0 })]
    [InlineData(new byte[] { 0x20, 5, 0, 0, 9, 0, 0 })]
    public async Task ConnectAsync_WrongAnswer_ThrowsConnectingFailed(byte[] answer)
    {
        using var broker = new ScriptedBroker(answer);
        using var client = Clients.New();

        await Should.ThrowAsync<MqttConnectingFailedException>(
            () => client.ConnectAsync(Clients.Options(broker.Port).Build()));

        client.IsConnected.ShouldBeFalse();
    }

    [Fact]
    public async Task ConnectAsync_NoAnswer_EndsWithTheToken()
    {
        using var broker = new ScriptedBroker([]);
        using var client = Clients.New();
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<MqttConnectingFailedException>(
            () => client.ConnectAsync(Clients.Options(broker.Port).Build(), limit.Token));
    }

    [Theory]
    [InlineData(5, new byte[] { 0x20, 3, 0, 0x87, 0 }, MqttClientConnectResultCode.NotAuthorized)]
    [InlineData(4, new byte[] { 0x20, 2, 0, 5 }, MqttClientConnectResultCode.NotAuthorized)]
    [InlineData(4, new byte[] { 0x20, 2, 0, 3 }, MqttClientConnectResultCode.ServerUnavailable)]
    public async Task ConnectAsync_Refused_IsAResult(int level, byte[] answer, MqttClientConnectResultCode expected)
    {
        var version = (MqttProtocolVersion)level;
        using var broker = new ScriptedBroker(answer);
        using var client = Clients.New();

        var result = await client.ConnectAsync(Clients.Options(broker.Port, version).Build());

        result.ResultCode.ShouldBe(expected);
        client.IsConnected.ShouldBeFalse();
    }

    [Fact]
    public async Task Receive_SessionTakenOver_IsTheReason()
    {
        byte[] disconnect = [0xe0, 7, 0x8e, 5, 0x1f, 0, 2, (byte)'h', (byte)'i'];
        using var broker = new ScriptedBroker(ScriptedBroker.ConnAck5, disconnect);
        using var client = Clients.New();
        var raised = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        client.DisconnectedAsync += e => Task.FromResult(raised.TrySetResult(e));

        await client.ConnectAsync(Clients.Options(broker.Port).Build());

        var e = await raised.Task.WaitAsync(Clients.Limit);
        e.Reason.ShouldBe(MqttClientDisconnectReason.SessionTakenOver);
        e.ReasonString.ShouldBe("hi");
    }

    [Fact]
    public async Task Receive_DisconnectWhilePublishing_FailsThePublish()
    {
        using var broker = new ScriptedBroker(ScriptedBroker.ConnAck3);
        using var client = Clients.New();
        await client.ConnectAsync(Clients.Options(broker.Port, MqttProtocolVersion.V311).Build());
        var pending = client.PublishAsync(Clients.Message("t", [1]));

        await client.DisconnectAsync();

        await Should.ThrowAsync<MqttClientDisconnectedException>(() => pending.WaitAsync(Clients.Limit));
    }

    [StandInFact]
    public async Task Receive_PublishOverMaximumPacketSize_IsAViolation()
    {
        using var broker = new ScriptedBroker(ScriptedBroker.ConnAck5, [0x30, 0xff, 0xff, 0xff, 0x7f]);
        using var client = Clients.New();
        var raised = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        client.DisconnectedAsync += e => Task.FromResult(raised.TrySetResult(e));

        await client.ConnectAsync(Clients.Options(broker.Port).WithMaximumPacketSize(1000).Build());

        (await raised.Task.WaitAsync(Clients.Limit)).Exception.ShouldBeOfType<MqttProtocolViolationException>();
    }
}
