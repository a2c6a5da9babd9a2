using System.Collections.Concurrent;
using LineAD.Core.Configuration;
using LineAD.Core.Wire;
using LineAD.EndToEnd.Tests.Support;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Parts;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.EndToEnd.Tests;

/// <summary>
/// Everything that the real service sends in a short life with all that can happen in it has an address in deploy/asyncapi.json
/// and is what its schema says; and everything that is described there was sent.
/// </summary>
public sealed class WireContractTests : LineFixture
{
    private const string Root = "wire";
    private const string Answers = "answers/plc";
    private const int GarbageKinds = 9;

    // Over MQTT the service subscribes to its own stations, so nothing of an unknown line reaches it.
    private const string OfUnknownLines = "deadLetterOfUnknown";
    private readonly string _socket = Path.Combine(Path.GetTempPath(), $"linead-wire-{Guid.NewGuid().ToString("N")[..8]}.sock");

    [Fact]
    public async Task Line_AllItSendsOverMqtt_IsDescribedAndValid()
    {
        var observer = new WireObserver("mqtt");
        var answers = new ConcurrentQueue<byte[]>();
        await using var line = await StartAsync(options: Options with { Root = Root, FaultSocket = _socket });
        await using var listener = await MqttPeer.ConnectAsync(new MqttOptions { Port = line.Broker.Port }, "listener", Limit);
        await listener.SubscribeAsync($"{Root}/#", m => observer.Take(m.Topic, m.Payload), Limit);
        await listener.SubscribeAsync(Answers, m => answers.Enqueue(m.Payload), Limit);

        await DriveAsync(run => line.Simulate(run with { Root = Root }, Parts).RunAsync(line.Plc, Limit));
        await new GarbageCameras(Station, SmallModel.Parts[0].Image, seed: 5, Root).SendAsync(line.Cameras, GarbageKinds, Time, Limit);
        await line.Cameras.PublishAsync(new Topics(Root).Trigger(Station), """{"seq":900,"part":"t900"}"""u8.ToArray(), Limit);
        await CommandAsync(listener, answers);
        await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(3), Limit);
        line.Service.Kill();

        HearAll(observer, beside: OfUnknownLines);
        observer.Violations().ShouldBeEmpty();
        answers.SelectMany(a => JsonSchema.OfMessage("command-answer").Validate(a)).ShouldBeEmpty();
    }

    [KafkaFact]
    public async Task Line_AllItSendsOverKafka_IsDescribedAndValid()
    {
        var observer = new WireObserver("kafka");
        await using var line = await MixedLine.StartAsync(
            Options with { Root = Root, FaultSocket = _socket }, o => o.Mqtt!.ReceiveFrames = false, Limit);
        line.Kafka.Read(
            new KafkaTopics(Root).All.Where(t => t != new KafkaTopics(Root).Frames), m => observer.Take(m.Topic, m.Value, m.Headers));

        await DriveAsync(run => line.Simulate(run, Parts, overKafka: true).RunAsync(line.Plc, Limit));
        var link = new KafkaCameraLink(line.Kafka, Root);
        await link.SendAsync(Station, "cam0", [1, 2, 3], [new(CloudEventNames.PartId, "bad"), new(CloudEventNames.Sequence, "77")], "image/png", Limit);
        await line.WaitUntilDecidedAsync(Limit);

        HearAll(observer);
        observer.Violations().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("mqtt", "wire/line1/gate1/other", "{}")]
    [InlineData("mqtt", "wire/line1/gate1/decision", "{}")]
    [InlineData("mqtt", "wire/line1/dlq", """{"v":1}""")]
    [InlineData("kafka", "wire.other", "{}")]
    public void Violations_OfAWrongMessage_AreTold(string protocol, string topic, string payload)
    {
        var observer = new WireObserver(protocol);
        observer.Take(topic, System.Text.Encoding.UTF8.GetBytes(payload));
        observer.Violations().ShouldNotBeEmpty();
    }

    private PartDeck Parts { get; } = Deck();

    private static void HearAll(WireObserver observer, string? beside = null)
    {
        List<string> Missing() => [.. observer.Described.Except(observer.Heard).Where(channel => channel != beside)];
        Eventually.True(() => Missing().Count == 0, () => $"something on {string.Join(", ", Missing())}");
    }

    // Passes and rejects, simulated parts, one decided by policy whose score comes after it, and one that comes again after its time.
    private async Task DriveAsync(Func<LineOptions, Task> run)
    {
        await run(Run(30, 10));
        await run(Run(6, 10, 100) with { Simulated = true, PartPrefix = "sim" });
        await FaultClient.InjectAsync(_socket, """{"fault":"scorer-stall","milliseconds":2500,"count":1}""", Limit);
        await run(Run(2, 10, 200));
        await Task.Delay(TimeSpan.FromMilliseconds(3000), Time);
        await run(Run(1, 10));
    }

    private static async Task CommandAsync(MqttPeer peer, ConcurrentQueue<byte[]> answers)
    {
        var topics = new Topics(Root);
        (string Name, string Payload)[] commands =
        [
            (CommandNames.StationMode, """{"station":"gate1","mode":"commission"}"""),
            (CommandNames.StationMode, """{"station":"gate1","mode":"run"}"""),
            (CommandNames.StationCategory, $$"""{"station":"gate1","category":"{{SmallModel.Category}}"}"""),
            (CommandNames.ModelActivate, $$"""{"category":"{{SmallModel.Category}}","version":99}"""),
            (CommandNames.ModelRollback, "no json"),
        ];
        foreach (var (name, payload) in commands)
        {
            await peer.PublishAsync(
                topics.Command(Station.Line, name), System.Text.Encoding.UTF8.GetBytes(payload), Limit, responseTopic: Answers);
        }

        Eventually.True(() => answers.Count == commands.Length);
    }
}
