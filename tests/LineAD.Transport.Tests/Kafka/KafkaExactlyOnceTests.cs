using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Kafka.Decisions;
using LineAD.Transport.Kafka.Frames;
using LineAD.Transport.Tests.Mqtt;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Transactions against a real broker: each decision once for a read-committed reader, come what may.</summary>
[Collection(nameof(KafkaBrokerTests))]
public sealed class KafkaExactlyOnceTests : KafkaBrokerFixture
{
    [KafkaBrokerFact]
    public async Task Rebalance_UnderLoad_EachDecisionIsThereOnce()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        var (first, second) = (new DecidingIntake(), new DecidingIntake());
        await using var one = Start(options, first);
        var read = KafkaUnderTest.ReadAll(peer, one.Topics.Decisions);

        await SendAsync(peer, options, 0, 100);
        options.Instance += "-second";
        await using (Start(options, second))
        {
            await SendAsync(peer, options, 100, 300);
            Eventually.True(() => !second.Parts.IsEmpty);
        }

        await SendAsync(peer, options, 300, 400);
        ExpectOnce(read, 400);
        // What a processor had not committed when its station moved is refused to it, and decided by the next owner.
        var outcomes = first.Outcomes.Concat(second.Outcomes).ToArray();
        outcomes.ShouldAllBe(o => o == PublishOutcome.Acknowledged || o == PublishOutcome.Refused);
        outcomes.Count(o => o == PublishOutcome.Acknowledged).ShouldBe(400);
    }

    [KafkaBrokerFact]
    public async Task Takeover_OwnerDiedBetweenCommitAndOffset_NothingIsDecidedAgain() =>
        await TakeOverAsync(sent: 40, fresh: 20, windowSeconds: 600, TimeSpan.Zero);

    [KafkaBrokerFact]
    public async Task Takeover_LongerAgoThanTheWindow_NothingIsDecidedAgain() =>
        await TakeOverAsync(sent: 20, fresh: 4, windowSeconds: 1, TimeSpan.FromSeconds(2.5));

    [KafkaBrokerFact]
    public async Task Restart_WhatEndedAfterTheLastDecision_HasItsOffsetCommitted()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        var first = new DecidingIntake();
        await using (var one = Start(options, first))
        {
            await SendAsync(peer, options, 0, 20);
            Eventually.True(() => first.Outcomes.Count == 20);
        }

        using var metrics = new MetricRecorder();
        var next = new DecidingIntake();
        await using var two = Start(options, next, metrics);
        await SendAsync(peer, options, 20, 24);

        Eventually.True(() => next.Outcomes.Count == 4);
        next.Parts.Count.ShouldBe(4);
        metrics.Sum("linead_kafka_frames_already_decided_total").ShouldBe(0);
    }

    [KafkaBrokerFact]
    public async Task BrokerKill_UnderLoad_EachDecisionIsThereOnce()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        var intake = new DecidingIntake();
        await using var one = Start(options, intake);
        var sending = SendAsync(peer, options, 0, 200);
        Eventually.True(() => intake.Outcomes.Count > 50);

        Broker.Kill();
        await Broker.RestartAsync();

        await sending;
        var read = KafkaUnderTest.ReadAll(peer, one.Topics.Decisions);
        ExpectOnce(read, 200, one.Logs);
    }

    [KafkaBrokerFact]
    public async Task SameInstanceTwice_TheFirst_IsFencedAndWritesNothingMore()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        var (first, second) = (new DecidingIntake(cutOffMs: 2_000), new DecidingIntake());
        await using var one = Start(options, first);
        await SendAsync(peer, options, 0, 20);
        Eventually.True(() => first.Outcomes.Count == 20);

        await using var two = Start(options, second);
        await SendAsync(peer, options, 20, 60);

        var read = KafkaUnderTest.ReadAll(peer, two.Topics.Decisions);
        ExpectOnce(read, 60);
        second.Outcomes.Count(o => o == PublishOutcome.Acknowledged).ShouldBeGreaterThanOrEqualTo(40);
    }

    [KafkaBrokerFact]
    public async Task SameInstanceTwice_TheFirstWritesAgain_StaysFencedAndThrowsNobodyOut()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        options.Mqtt = new MqttOptions { ReceiveFrames = true };
        await using var one = new KafkaUnderTest(options);
        one.Publish("a");
        Eventually.True(() => one.Outcomes.Count == 1);
        await using var two = new KafkaUnderTest(options);
        two.Publish("b");
        Eventually.True(() => two.Outcomes.Count == 1);

        one.Publish("c", cutOffMs: 3_000);

        Eventually.True(() => one.Outcomes.Count == 2);
        two.Publish("d");
        Eventually.True(() => two.Outcomes.Count == 2);
        one.Outcomes.Count(o => o == PublishOutcome.Acknowledged).ShouldBe(1);
        one.Sinks.Values.ShouldAllBe(s => !s.IsConnected);
        two.Outcomes.ShouldAllBe(o => o == PublishOutcome.Acknowledged);
        var read = KafkaUnderTest.ReadAll(peer, two.Topics.Decisions);
        Eventually.True(() => read.Count == 3);
        read.Select(m => m.Headers["ce_partid"]).ShouldBe(["a", "b", "d"], ignoreOrder: true);
    }

    [KafkaBrokerFact]
    public async Task Write_SameDecisionTwiceAndAgainOnceItIsCommitted_IsThereOnce()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        using var metrics = new KafkaMetrics();
        using var logs = new ListLogger();
        var options = await OptionsAsync(peer);
        options.Mqtt = new MqttOptions { ReceiveFrames = true };
        var outcomes = new ConcurrentQueue<PublishOutcome>();
        await using var writer = new TransactionalDecisionWriter(
            options, new PartitionBoard(), metrics, TimeProvider.System, logs);
        writer.Write(Publications.Pass("a", 60_000), outcomes.Enqueue);
        writer.Write(Publications.Pass("a", 60_000), outcomes.Enqueue);

        writer.Start();
        Eventually.True(() => outcomes.Count == 2);
        writer.Write(Publications.Pass("a", 60_000), outcomes.Enqueue);
        writer.Write(Publications.Pass("b", 60_000), outcomes.Enqueue);

        Eventually.True(() => outcomes.Count == 4);
        outcomes.ShouldAllBe(o => o == PublishOutcome.Acknowledged);
        var read = KafkaUnderTest.ReadAll(peer, new KafkaTopics(options.Root).Decisions);
        Eventually.True(() => read.Any(m => m.Headers["ce_partid"] == "b"));
        read.Count(m => m.Headers["ce_partid"] == "a").ShouldBe(1);
    }

    [KafkaBrokerFact]
    public async Task Rejects_InTheSameTransaction_AreThereOnce()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        await using var one = Start(options, new DecidingIntake());
        await SendAsync(peer, options, 0, 41);

        var read = KafkaUnderTest.ReadAll(peer, one.Topics.Rejects);
        Eventually.True(() => read.Count == 4);
        read.Select(m => m.Headers["ce_partid"]).ShouldBe(["p10", "p20", "p30", "p40"], ignoreOrder: true);
    }

    [KafkaBrokerFact]
    public async Task Latency_OneDecisionAtATime_MedianIsFarBelowTheReserve()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        var intake = new DecidingIntake();
        await using var one = Start(options, intake);
        await SendAsync(peer, options, 0, 20);
        Eventually.True(() => intake.Outcomes.Count == 20);

        var milliseconds = new List<double>();
        for (var i = 20; i < 60; i++)
        {
            await SendAsync(peer, options, i, i + 1);
            var began = TimeProvider.System.GetTimestamp();
            Eventually.True(() => intake.Outcomes.Count == i + 1);
            milliseconds.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        milliseconds.Sort();
        milliseconds[20].ShouldBeLessThan(200);
    }

    // The owner publishes and commits every decision, and dies before any frame's offset is stored.
    private async Task TakeOverAsync(int sent, int fresh, int windowSeconds, TimeSpan away)
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = await OptionsAsync(peer);
        options.Pipeline.DedupWindowSeconds = windowSeconds;
        var dying = new DecidingIntake { Completes = false };
        await using (var one = Start(options, dying))
        {
            await SendAsync(peer, options, 0, sent);
            Eventually.True(() => dying.Outcomes.Count == sent);
        }

        await Task.Delay(away);
        options.Instance += "-next";
        var next = new DecidingIntake();
        await using var two = Start(options, next);
        var read = KafkaUnderTest.ReadAll(peer, two.Topics.Decisions);
        await SendAsync(peer, options, sent, sent + fresh);

        ExpectOnce(read, sent + fresh);
        next.Parts.Count.ShouldBe(fresh);
    }

    private static KafkaUnderTest Start(LineAdOptions options, DecidingIntake intake, IMeterFactory? meters = null) =>
        new(options, intake, kafka => intake.Sinks = kafka.Sinks, meters);

    private Task<LineAdOptions> OptionsAsync(KafkaPeer peer) => OptionsAsync(peer, o =>
    {
        o.Kafka!.ExactlyOnce = true;
        o.Kafka.SessionTimeoutMs = 2_000;
        o.Kafka.TransactionMaxMs = 2_000;
    });

    private static void ExpectOnce(ConcurrentQueue<KafkaPeerMessage> read, int count, ListLogger? logs = null)
    {
        Eventually.True(
            () => read.Select(m => m.Headers["ce_id"]).Distinct().Count() == count,
            () => $"{count} decisions; there are {read.Select(m => m.Headers["ce_id"]).Distinct().Count()}"
                + string.Join(Environment.NewLine, logs?.Lines ?? []));
        read.Count.ShouldBe(count);
    }
}
