using System.Collections.Concurrent;
using LineAD.Core.Configuration;
using LineAD.Core.Wire;
using LineAD.EndToEnd.Tests.Support;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Plc;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.EndToEnd.Tests;

/// <summary>In by one transport and out by the other, through the real host.</summary>
public sealed class MixedTransportTests : LineFixture
{
    private const string Root = "mixed";
    private const int Parts = 30;

    [KafkaFact]
    public async Task Line_MqttInKafkaOut_DecidesEveryPartOnceOverKafkaOnly()
    {
        await using var line = await StartAsync(o => (o.Mqtt!.Publish, o.Kafka!.ReceiveFrames) = (false, false));
        var overMqtt = await ListenAsync(line.Mqtt);

        await line.Simulate(Run(Parts, 10), Deck(), overKafka: false).RunAsync(line.Plc, Limit);

        await ExpectOnceAsync(line);
        overMqtt.ShouldAllBe(m => m.Topic.Contains("/frame/", StringComparison.Ordinal));
    }

    [KafkaFact]
    public async Task Line_KafkaInMqttOut_DecidesEveryPartOnceOverMqttOnly()
    {
        await using var line = await StartAsync(o => (o.Mqtt!.ReceiveFrames, o.Kafka!.Publish) = (false, false));
        var overKafka = new ConcurrentQueue<KafkaPeerMessage>();
        line.Kafka.Read(new KafkaTopics(Root).All.Where(t => t != new KafkaTopics(Root).Frames), overKafka.Enqueue);

        await line.Simulate(Run(Parts, 10), Deck(), overKafka: true).RunAsync(line.Plc, Limit);

        await ExpectOnceAsync(line);
        overKafka.ShouldBeEmpty();
    }

    private Task<MixedLine> StartAsync(Action<LineAdOptions> configure) =>
        MixedLine.StartAsync(Options with { Root = Root }, configure, Limit);

    private static async Task<ConcurrentQueue<PeerMessage>> ListenAsync(MqttPeer peer)
    {
        var messages = new ConcurrentQueue<PeerMessage>();
        await peer.SubscribeAsync($"{Root}/#", messages.Enqueue, Limit);
        return messages;
    }

    private static async Task ExpectOnceAsync(MixedLine line)
    {
        (await line.WaitUntilDecidedAsync(Limit)).ShouldBeTrue();
        var gate = GateSummary.Of(line.Plc.Records, Time);
        (gate.Decisions, gate.Duplicates).ShouldBe((Parts, 0));
        line.Plc.Records.ShouldAllBe(r => r.Basis == Basis.Model);
        line.Plc.Records.ShouldAllBe(r => r.Rejects == (r.Verdict == Verdict.Reject ? 1 : 0));
        var ledger = await LedgerReport.ReadAsync(line.Service.Http, Limit);
        for (var i = 0; i < 100 && !ledger.IsAtRest; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), Time, Limit);
            ledger = await LedgerReport.ReadAsync(line.Service.Http, Limit);
        }

        (ledger.Balanced, ledger.Frames("used")).ShouldBe((true, Parts));
    }
}
