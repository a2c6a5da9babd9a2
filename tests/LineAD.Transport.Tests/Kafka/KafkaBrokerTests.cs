using LineAD.Core.Contracts;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Against a real broker, where there is one.</summary>
[Collection(nameof(KafkaBrokerTests))]
public sealed class KafkaBrokerTests : KafkaBrokerFixture
{
    [KafkaBrokerFact]
    public async Task Rebalance_SecondMemberComesAndGoes_NoFrameIsLostAndEachStationHasOneOwner()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer, o => o.Kafka!.SessionTimeoutMs = 3_000);
        var (first, second) = (new ManualIntake { Completes = true }, new ManualIntake { Completes = true });
        await using var one = new KafkaSourceUnderTest(options, first);
        await SendAsync(peer, options, 0, 40);
        Eventually.True(() => first.Frames.Count == 40);

        options.Instance += "-second";
        await using (var two = new KafkaSourceUnderTest(options, second))
        {
            Eventually.True(() => two.Board.Held.Count == 2 && one.Board.Held.Count == 2);
            await SendAsync(peer, options, 40, 80);
            Eventually.True(() => first.Frames.Count + second.Frames.Count >= 80);
            second.Frames.Count.ShouldBe(20);
        }

        Eventually.True(() => one.Board.Held.Count == 4);
        await SendAsync(peer, options, 80, 120);
        Eventually.True(() => first.Parts.Concat(second.Parts).Distinct().Count() == 120);
        second.Frames.Count.ShouldBe(20);
    }

    [KafkaBrokerFact]
    public async Task Outage_DecisionsPastTheirCutOff_AreNeverSentAndTheOthersAre()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer, o => o.Kafka!.ReceiveFrames = false);
        await using var kafka = new KafkaUnderTest(options);
        kafka.Publish("before");
        Eventually.True(() => kafka.Outcomes.Count == 1);

        Broker.Kill();
        for (var i = 0; i < 20; i++)
        {
            kafka.Publish($"expired-{i}", cutOffMs: 300);
        }

        kafka.Publish("patient", cutOffMs: 60_000);
        Eventually.True(() => kafka.Outcomes.Count == 21);
        await Broker.RestartAsync();
        Eventually.True(() => kafka.Outcomes.Count == 22);
        kafka.Outcomes.Count(o => o == PublishOutcome.Acknowledged).ShouldBe(2);

        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.Decisions);
        Eventually.True(() => read.Any(m => m.Headers["ce_partid"] == "patient"));
        read.Select(m => m.Headers["ce_partid"]).Distinct().ShouldBe(["before", "patient"], ignoreOrder: true);
        kafka.Connected.ShouldBe([true, false, true]);
    }

    [KafkaBrokerFact]
    public async Task Rebalance_FramesThatDoNotEnd_AreDecidedByPolicyBeforeTheStationsGo()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer, o => (o.Kafka!.SessionTimeoutMs, o.Kafka.RevokeBudgetMs) = (3_000, 400));
        var (first, second) = (new ManualIntake { CompletesOnLeave = true }, new ManualIntake());
        await using var one = new KafkaSourceUnderTest(options, first);
        await SendAsync(peer, options, 0, 40);
        Eventually.True(() => first.Frames.Count == 40);

        options.Instance += "-second";
        await using var two = new KafkaSourceUnderTest(options, second);
        Eventually.True(() => two.Board.Held.Count == 2 && one.Board.Held.Count == 2);
        await SendAsync(peer, options, 40, 44);

        Eventually.True(
            () => second.Frames.Count == 2, () => $"{string.Join(' ', second.Parts)} came: {string.Join(Environment.NewLine, one.Logs.Lines)}");
        first.Left.Count.ShouldBe(2);
        // Their offsets were committed too: the new owner begins with what is new.
        second.Parts.ShouldAllBe(p => int.Parse(p!.Substring(1)) >= 40);
        Eventually.True(() => one.Source.Unacknowledged == 22);
    }

    [KafkaBrokerFact]
    public async Task Outage_NothingIsPublishedHere_IsSeenByTheConsumerToo()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer, o => (o.Kafka!.SessionTimeoutMs, o.Kafka.Publish) = (3_000, false));
        var intake = new ManualIntake { Completes = true };
        await using var kafka = new KafkaUnderTest(options, intake);
        await SendAsync(peer, options, 0, 4);
        Eventually.True(() => intake.Frames.Count == 4);

        Broker.Kill();
        Eventually.True(() => !kafka.Transport.IsSubscribed);
        await Broker.RestartAsync();

        Eventually.True(() => kafka.Transport.IsSubscribed);
        await SendAsync(peer, options, 4, 8);
        Eventually.True(() => intake.Parts.Distinct().Count() == 8);
    }
}
