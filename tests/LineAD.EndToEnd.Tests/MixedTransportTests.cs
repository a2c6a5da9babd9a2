using System.Collections.Concurrent;
using LineAD.Core.Configuration;
using LineAD.Core.Wire;
using LineAD.EndToEnd.Tests.Support;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Plc;
using LineAD.Testing.Kafka;
using LineAD.Testing.Wire;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.EndToEnd.Tests;

/// <summary>In by one transport and out by the other, or by both, through the real host; and all that goes out is as described.</summary>
public sealed class MixedTransportTests : LineFixture
{
    private const string Root = "mixed";
    private const string AnswerTopic = "answers/mixed";
    private const int Parts = 30;
    private readonly AsyncApi _api = AsyncApi.Load();

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

    [KafkaFact]
    public async Task Line_OutByBoth_EveryKindOfMessageIsAsAsyncApiDescribesIt()
    {
        await using var line = await StartAsync(static _ => { });
        var (overMqtt, overKafka) = (await ListenAsync(line.Mqtt), new ConcurrentQueue<KafkaPeerMessage>());
        line.Kafka.Read(new KafkaTopics(Root).All, overKafka.Enqueue);

        await line.Simulate(Run(Parts, 10), Deck(), overKafka: false).RunAsync(line.Plc, Limit);
        await line.Simulate(Run(2, 10, 101) with { Simulated = true }, Deck(), overKafka: true).RunAsync(null, Limit);
        await ProvokeAsync(line);
        await UntilAllAsync(() => Channels("mqtt", overMqtt.Select(m => m.Topic)), _api.Channels("mqtt", "send"));
        await UntilAllAsync(() => Channels("kafka", overKafka.Select(m => m.Topic)), _api.Channels("kafka", "send"));

        foreach (var message in overMqtt.Where(m => m.Topic != AnswerTopic))
        {
            var channel = _api.Find("mqtt", message.Topic);
            channel.ShouldNotBeNull(message.Topic);
            _api.Validate(channel, message.Payload).ShouldBeEmpty(message.Topic);
        }

        overMqtt.Where(m => m.Topic == AnswerTopic).ShouldNotBeEmpty();
        overMqtt.Where(m => m.Topic == AnswerTopic).ShouldAllBe(m => _api.Validate("commandAnswer", m.Payload).Count == 0);
        foreach (var message in overKafka.Where(m => m.Topic != new KafkaTopics(Root).Frames))
        {
            var channel = _api.Find("kafka", message.Topic);
            channel.ShouldNotBeNull(message.Topic);
            _api.Validate(channel, message.Value, message.Headers).ShouldBeEmpty(message.Topic);
        }
    }

    private Task<MixedLine> StartAsync(Action<LineAdOptions> configure) =>
        MixedLine.StartAsync(Options with { Root = Root }, configure, Limit);

    private static async Task<ConcurrentQueue<PeerMessage>> ListenAsync(MqttPeer peer)
    {
        var messages = new ConcurrentQueue<PeerMessage>();
        await peer.SubscribeAsync($"{Root}/#", messages.Enqueue, Limit);
        await peer.SubscribeAsync(AnswerTopic, messages.Enqueue, Limit);
        return messages;
    }

    // A frame that is no image, one of unusable names, one that comes again after its part was decided, and a command.
    private static async Task ProvokeAsync(MixedLine line)
    {
        var topics = new Topics(Root);
        var frame = topics.Frame(Station, "cam0");
        await line.Mqtt.PublishAsync(frame, "no image"u8.ToArray(), Limit, [new("partid", "bad")]);
        await line.Kafka.PublishAsync(new KafkaTopics(Root).Frames, "NO/NAME", [1], [], Limit);
        for (var i = 0; i < 2; i++)
        {
            await line.Mqtt.PublishAsync(frame, SmallModel.Parts[0].Image, Limit, [new("partid", "again")]);
            await Task.Delay(TimeSpan.FromMilliseconds(2 * DeadlineMs), Time, Limit);
        }

        var command = new StationCommand { Station = Station.Station, Mode = StationMode.Run };
        await line.Mqtt.PublishAsync(
            topics.Command(Station.Line, CommandNames.StationMode), command.Write(), Limit, responseTopic: AnswerTopic);
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

    private List<string?> Channels(string protocol, IEnumerable<string> topics) =>
        [.. topics.Distinct().Select(t => _api.Find(protocol, t)).Distinct()];

    private static async Task UntilAllAsync(Func<List<string?>> seen, IReadOnlyList<string> expected)
    {
        var began = Time.GetTimestamp();
        while (expected.Except(seen()).Any() && Time.GetElapsedTime(began) < TimeSpan.FromSeconds(15))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), Time, Limit);
        }

        expected.Except(seen()).ShouldBeEmpty("channels that nothing was sent on");
    }
}
