using System.Collections.Concurrent;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Network;
using LineAD.Testing;
using LineAD.Transport.Mqtt;
using LineAD.Transport.Mqtt.Client;
using LineAD.Transport.Mqtt.Outputs;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class MqttOutputConnectionTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private readonly ConcurrentQueue<PeerMessage> _seen = new();

    [MosquittoFact]
    public async Task TryPublish_EveryKind_GoesToItsTopic()
    {
        var options = Setup.Options(fixture.Broker);
        await using var peer = await Setup.PeerAsync(options);
        await peer.SubscribeAsync($"{options.Root}/#", _seen.Enqueue, CancellationToken.None);
        await using var outputs = Create(options);
        outputs.Start();

        outputs.TryPublish(Message(OutputKind.Mask)).ShouldBeTrue();
        outputs.TryPublish(Message(OutputKind.Defects)).ShouldBeTrue();
        outputs.TryPublish(Message(OutputKind.Audit)).ShouldBeTrue();
        outputs.TryPublish(Message(OutputKind.DeadLetter)).ShouldBeTrue();
        outputs.TryPublish(Message(OutputKind.DeadLetter, named: false)).ShouldBeTrue();
        outputs.TryPublish(Message(OutputKind.Audit, named: false)).ShouldBeFalse("an audit record needs a station");

        Eventually.True(() => _seen.Count == 5);
        _seen.Select(m => m.Topic[(options.Root.Length + 1)..]).Order(StringComparer.Ordinal).ShouldBe(
            ["l1/dlq", "l1/s1/audit", "l1/s1/defects/c1/P1", "l1/s1/mask/c1/P1", "unknown/dlq"]);
    }

    [MosquittoFact]
    public async Task TryPublish_BrokerAway_KeepsTheNewestAndSendsThemLater()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var options = Setup.Options(broker, o => o.Mqtt!.OutputQueue = 3);
        await using var outputs = Create(options);
        for (byte i = 0; i < 10; i++)
        {
            outputs.TryPublish(Message(OutputKind.Audit, payload: [i])).ShouldBeTrue();
        }

        outputs.Waiting.ShouldBe(3);
        await using var peer = await Setup.PeerAsync(options);
        await peer.SubscribeAsync($"{options.Root}/#", _seen.Enqueue, CancellationToken.None);
        outputs.Start();

        Eventually.True(() => _seen.Count == 3);
        _seen.Select(m => m.Payload[0]).ShouldBe([(byte)7, (byte)8, (byte)9]);
    }

    [MosquittoFact]
    public async Task TryPublish_RecordsBehindMasks_GoOutBeforeThem()
    {
        var options = Setup.Options(fixture.Broker);
        await using var peer = await Setup.PeerAsync(options);
        await peer.SubscribeAsync($"{options.Root}/#", _seen.Enqueue, CancellationToken.None);
        await using var outputs = Create(options);
        outputs.TryPublish(Message(OutputKind.Mask, payload: [1])).ShouldBeTrue();
        outputs.TryPublish(Message(OutputKind.Defects, payload: [2])).ShouldBeTrue();
        outputs.TryPublish(Message(OutputKind.Audit, payload: [3])).ShouldBeTrue();

        outputs.Start();

        Eventually.True(() => _seen.Count == 3);
        _seen.Select(m => m.Payload[0]).ShouldBe([(byte)3, (byte)1, (byte)2]);
    }

    [MosquittoFact]
    public async Task TryPublish_ConnectionBreaksBeforeTheAnswer_IsSentOverTheNext()
    {
        await using var proxy = FaultyTcpProxy.Start(fixture.Broker.Port);
        var options = Setup.Options(fixture.Broker, o => o.Mqtt!.Port = proxy.Port);
        await using var peer = await Setup.PeerAsync(Setup.Options(fixture.Broker));
        await peer.SubscribeAsync($"{options.Root}/#", _seen.Enqueue, CancellationToken.None);
        await using var outputs = Create(options);
        outputs.Start();
        Eventually.True(() => outputs.IsConnected);
        proxy.Set(LinkFault.HalfOpen);
        outputs.TryPublish(Message(OutputKind.Audit)).ShouldBeTrue();
        Eventually.True(() => outputs.Waiting == 0);

        proxy.Restore();

        Eventually.True(() => !_seen.IsEmpty);
    }

    [MosquittoFact]
    public async Task TryPublish_OverTheBrokersLimit_IsShedAndTheNextGoesOut()
    {
        await using var broker = await MosquittoBroker.StartAsync(new MosquittoOptions { MaxPacketSize = 10_000 });
        var options = Setup.Options(broker);
        await using var peer = await Setup.PeerAsync(options);
        await peer.SubscribeAsync($"{options.Root}/#", _seen.Enqueue, CancellationToken.None);
        await using var outputs = Create(options);
        outputs.Start();
        Eventually.True(() => outputs.IsConnected);

        outputs.TryPublish(Message(OutputKind.Mask, payload: new byte[20_000])).ShouldBeTrue();
        outputs.TryPublish(Message(OutputKind.Mask, payload: [1])).ShouldBeTrue();

        Eventually.True(() => _seen.Count == 1);
        _seen.Single().Payload.ShouldBe([(byte)1]);
        outputs.IsConnected.ShouldBeTrue();
    }

    [MosquittoFact]
    public async Task Respond_ImpossibleTopic_IsShedAndTheNextGoesOut()
    {
        var options = Setup.Options(fixture.Broker);
        await using var peer = await Setup.PeerAsync(options);
        await peer.SubscribeAsync($"{options.Root}-answers/#", _seen.Enqueue, CancellationToken.None);
        await using var outputs = Create(options);
        outputs.Start();

        outputs.Respond("not/a/+/topic", [1], new byte[] { 1 }).ShouldBeTrue();
        outputs.Respond($"{options.Root}-answers/x", [1], new byte[] { 2 }).ShouldBeTrue();

        Eventually.True(() => _seen.Count == 1);
        _seen.Single().Payload.ShouldBe([(byte)2]);
    }

    private static MqttOutputConnection Create(LineAdOptions options) =>
        new(options, new MqttMetrics(), TimeProvider.System, Setup.Logger<MqttOutputConnection>());

    private static OutputMessage Message(OutputKind kind, bool named = true, byte[]? payload = null) => new()
    {
        Kind = kind,
        Station = named ? Setup.Station : null,
        Camera = "c1",
        Part = "P1",
        ContentType = "application/json",
        Payload = payload ?? [1],
    };
}
