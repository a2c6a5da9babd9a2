using System.Collections.Concurrent;
using System.Diagnostics;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Testing;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class MqttDecisionConnectionTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private readonly ConcurrentQueue<PeerMessage> _seen = new();

    [MosquittoFact]
    public async Task Publish_Reject_GoesToAllFourTopicsUnretained()
    {
        var options = Setup.Options(fixture.Broker);
        await using var plc = await WatchAsync(options);
        await using var test = new DecisionsUnderTest(options);
        var publication = Publications.Reject("A", 5000);

        (await test.PublishAsync(publication).WaitAsync(Limit)).ShouldBe(PublishOutcome.Acknowledged);

        Eventually.True(() => Gate().Count == 4);
        Gate().Select(m => m.Topic).ShouldBe(
            new[] { "decision", "decision/bin", "reject", "reject/bin" }.Select(t => $"{options.Root}/l1/s1/{t}"));
        Gate().Select(m => m.Payload).ShouldBe(
            [.. new[] { publication.Json, publication.Binary, publication.Json, publication.Binary }.Select(b => b.ToArray())]);
        Gate().ShouldAllBe(m => !m.Retained);
    }

    [MosquittoFact]
    public async Task Publish_PassOrSimulated_KeepsOffTheRejectTopics()
    {
        var options = Setup.Options(fixture.Broker);
        await using var plc = await WatchAsync(options);
        await using var test = new DecisionsUnderTest(options);

        await test.PublishAsync(Publications.Pass("A", 5000)).WaitAsync(Limit);
        await test.PublishAsync(Publications.Reject("B", 5000, simulated: true)).WaitAsync(Limit);

        Eventually.True(() => Gate().Count == 4);
        Gate().Select(m => m.Topic[(options.Root.Length + 7)..])
            .ShouldBe(["decision", "decision/bin", "simulated/decision", "simulated/decision/bin"]);
    }

    [MosquittoFact]
    public async Task Publish_NobodySubscribes_IsUnheard()
    {
        await using var test = new DecisionsUnderTest(Setup.Options(fixture.Broker));

        (await test.PublishAsync(Publications.Pass("A", 5000)).WaitAsync(Limit)).ShouldBe(PublishOutcome.Unheard);
    }

    [MosquittoFact]
    public async Task Publish_PastItsCutOff_SendsNothing()
    {
        var options = Setup.Options(fixture.Broker);
        await using var plc = await WatchAsync(options);
        await using var test = new DecisionsUnderTest(options);

        (await test.PublishAsync(Publications.Pass("late", -1)).WaitAsync(Limit)).ShouldBe(PublishOutcome.TooLate);

        await test.PublishAsync(Publications.Pass("mark", 5000)).WaitAsync(Limit);
        Eventually.True(() => Gate().Count == 2);
        Gate().ShouldAllBe(m => !System.Text.Encoding.UTF8.GetString(m.Payload).Contains("late"));
    }

    [MosquittoFact]
    public async Task Publish_BrokerAwayPastTheCutOff_OnlyWhatIsInTimeGoesOut()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var options = Setup.Options(broker);
        await using var test = new DecisionsUnderTest(options);
        broker.Kill();
        Eventually.True(() => test.Status.Disconnects == 1);

        var tooLate = test.PublishAsync(Publications.Reject("late", 50));
        var inTime = test.PublishAsync(Publications.Reject("intime", 20_000));
        (await tooLate.WaitAsync(Limit)).ShouldBe(PublishOutcome.TooLate);
        test.Connection.Waiting.ShouldBe(1);
        await broker.RestartAsync();

        // Nobody can subscribe before the connection is back: the broker answers that nobody hears it.
        (await inTime.WaitAsync(Limit)).ShouldBe(PublishOutcome.Unheard);
        test.Connection.Waiting.ShouldBe(0);
    }

    [MosquittoFact]
    public async Task Publish_ConnectionBreaksBeforeTheAnswer_IsSentAgainBeforeTheCutOff()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var options = Setup.Options(broker);
        await using var test = new DecisionsUnderTest(options);
        await test.PublishAsync(Publications.Pass("first", 20_000)).WaitAsync(Limit);
        await broker.PauseAsync();
        var inTime = test.PublishAsync(Publications.Reject("intime", 20_000));
        var unknown = test.PublishAsync(Publications.Reject("unknown", 100));
        inTime.IsCompleted.ShouldBeFalse();
        await Task.Delay(150);

        broker.Kill();

        (await unknown.WaitAsync(Limit)).ShouldBe(PublishOutcome.Unknown);
        await broker.RestartAsync();
        (await inTime.WaitAsync(Limit)).ShouldBe(PublishOutcome.Unheard);
    }

    [MosquittoFact]
    public async Task Publish_ManyAtOnce_AllAreAcknowledged()
    {
        var options = Setup.Options(fixture.Broker);
        await using var plc = await WatchAsync(options);
        await using var test = new DecisionsUnderTest(options);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1000)
            .Select(i => test.PublishAsync(Publications.Pass($"P{i}", 20_000)))).WaitAsync(Limit);

        outcomes.ShouldAllBe(o => o == PublishOutcome.Acknowledged);
        Eventually.True(() => Gate().Count == 2000);
    }

    [MosquittoFact]
    public async Task TakeOver_ByAnotherProcess_HaltsTheOldOneForGood()
    {
        var options = Setup.Options(fixture.Broker);
        await using var old = new DecisionsUnderTest(options, epoch: 3);
        old.Connection.PublishState(State(options, 3));
        await using var young = new DecisionsUnderTest(options, epoch: 4);
        young.Connection.PublishState(State(options, 4));

        Eventually.True(() => old.Status.TakenOver == 1);

        old.Connection.IsHalted.ShouldBeTrue();
        (await old.PublishAsync(Publications.Pass("A", 5000)).WaitAsync(Limit)).ShouldBe(PublishOutcome.Refused);
        (await young.PublishAsync(Publications.Pass("B", 5000)).WaitAsync(Limit)).ShouldBe(PublishOutcome.Unheard);
        young.Status.TakenOver.ShouldBe(0);
        young.Connection.IsConnected.ShouldBeTrue();
    }

    [MosquittoFact]
    public async Task State_AfterReconnect_IsSentAgainAndWillSaysOffline()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var options = Setup.Options(broker);
        await using var test = new DecisionsUnderTest(options);
        test.Connection.PublishState(State(options, 3));
        broker.Kill();
        await broker.RestartAsync();
        Eventually.True(() => test.Status.Connects == 2);

        await using var plc = await WatchAsync(options);

        Eventually.True(() => States().Count > 0);
        States()[0].Retained.ShouldBeTrue();
        Parse(States()[0]).State.ShouldBe(StationState.Ready);
    }

    [MosquittoFact]
    public async Task Heartbeat_OneSecond_ComesTenTimes()
    {
        var options = Setup.Options(fixture.Broker);
        await using var plc = await WatchAsync(options);
        await using var test = new DecisionsUnderTest(options);

        Eventually.True(() => Beats().Count >= 2);
        var clock = Stopwatch.StartNew();
        var before = Beats().Count;
        Eventually.True(() => Beats().Count >= before + 20);

        clock.Elapsed.TotalSeconds.ShouldBeInRange(1.5, 5);
        HeartbeatRecord.TryParse(Beats()[^1].Payload, out var counter, out var beat).ShouldBeTrue();
        counter.ShouldBeGreaterThan(20u);
        (beat.State, beat.LastDecidedSeq, beat.Epoch).ShouldBe((StationState.Ready, 7u, (ushort)3));
    }

    private static byte[] State(LineAdOptions options, int epoch) => new StateMessage
    {
        State = StationState.Ready,
        Mode = StationMode.Run,
        Category = "cat",
        Instance = options.Instance!,
        Epoch = epoch,
        Timestamp = DateTimeOffset.UnixEpoch,
    }.Write();

    private static StateMessage Parse(PeerMessage message) =>
        StateMessage.TryParse(message.Payload, out var state) ? state! : throw new InvalidDataException("not a state");

    private async Task<MqttPeer> WatchAsync(LineAdOptions options)
    {
        var peer = await Setup.PeerAsync(options);
        await peer.SubscribeAsync($"{options.Root}/l1/s1/#", _seen.Enqueue, CancellationToken.None);
        return peer;
    }

    private List<PeerMessage> Beats() => [.. _seen.Where(m => m.Topic.EndsWith("/heartbeat"))];

    private List<PeerMessage> States() => [.. _seen.Where(m => m.Topic.EndsWith("/state"))];

    private List<PeerMessage> Gate() =>
        [.. _seen.Where(m => !m.Topic.EndsWith("/heartbeat") && !m.Topic.EndsWith("/state"))];
}
