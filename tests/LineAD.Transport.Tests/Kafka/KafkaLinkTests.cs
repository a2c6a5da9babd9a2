using System.Collections.Concurrent;
using Confluent.Kafka;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Network;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Links on which nobody answers any more and nobody says so, and links that are slow.</summary>
[Collection(nameof(KafkaBrokerTests))]
public sealed class KafkaLinkTests : IAsyncLifetime
{
    private const int RequestTimeoutMs = 1_200;
    private ProxiedKafkaBroker? _cluster;

    private ProxiedKafkaBroker Cluster => _cluster!;

    public async Task InitializeAsync()
    {
        if (KafkaBroker.FindScript() is not null)
        {
            _cluster = await ProxiedKafkaBroker.StartAsync(["message.max.bytes=5000000", "replica.fetch.max.bytes=5000000"]);
        }
    }

    public async Task DisposeAsync() => await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);

    [KafkaBrokerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forgotten_EveryConnection_FramesComeAndDecisionsGoAfterTheRequestTimeout(bool exactlyOnce)
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = await OptionsAsync(peer, o => o.Kafka!.ExactlyOnce = exactlyOnce);
        var intake = new DecidingIntake();
        await using var kafka = new KafkaUnderTest(options, intake, ready: k => intake.Sinks = k.Sinks);
        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.Decisions);
        await KafkaSetup.SendFrameAsync(peer, options, "before");
        Eventually.True(() => read.Count == 1);

        Cluster.Proxy.Forget();
        await KafkaSetup.SendFrameAsync(peer, options, "after");

        Eventually.True(() => read.Any(m => m.Headers["ce_partid"] == "after"));
        intake.Parts.ShouldContain("after");
    }

    [KafkaBrokerFact]
    public async Task Forgotten_ThenTakenForASecondOfItsName_TheMemberComesBack()
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = await OptionsAsync(peer);
        var intake = new ManualIntake { Completes = true };
        await using var source = new KafkaSourceUnderTest(options, intake);
        Cluster.Proxy.Forget();
        await KafkaSetup.SendFrameAsync(peer, options, "reconnected");
        Eventually.True(() => intake.Parts.Contains("reconnected"));

        // What an answer to its joining that was lost leaves at the brokers: a newer member of its name.
        Join(options);
        Eventually.True(() => source.Logs.Lines.Any(line => line.Contains("fenced", StringComparison.Ordinal)));
        await KafkaSetup.SendFrameAsync(peer, options, "after");

        Eventually.True(() => intake.Parts.Contains("after"), () => string.Join(Environment.NewLine, source.Logs.Lines));
    }

    [KafkaBrokerFact]
    public async Task Forgotten_DecisionsAlone_AreAcknowledgedOverANewConnection()
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = await OptionsAsync(peer, o => o.Kafka!.ReceiveFrames = false);
        await using var kafka = new KafkaUnderTest(options);
        kafka.Publish("before");
        Eventually.True(() => kafka.Outcomes.Count == 1);

        Cluster.Proxy.Forget();

        // Without the request timeout the client's own limit for a record ends it, after ten seconds.
        kafka.Publish("after", cutOffMs: 6_000);

        Eventually.True(() => kafka.Outcomes.Count == 2);
        kafka.Outcomes.ShouldAllBe(o => o == PublishOutcome.Acknowledged);
    }

    [KafkaBrokerFact]
    public async Task Forgotten_ConnectionEndsAfterTheDeadline_TheClientDoesNotSendTheDecisionAgain()
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = await OptionsAsync(peer, o => o.Kafka!.ReceiveFrames = false);
        await using var kafka = new KafkaUnderTest(options);
        var read = ReadFirst(peer, kafka);

        Cluster.Proxy.Forget();
        kafka.Publish("expired", cutOffMs: 300);
        await Task.Delay(700);
        Cluster.Proxy.Reset();
        kafka.Publish("next");

        Eventually.True(() => kafka.Outcomes.Count == 3 && read.Any(m => m.Headers["ce_partid"] == "next"));
        kafka.Outcomes.ShouldBe([PublishOutcome.Acknowledged, PublishOutcome.Unknown, PublishOutcome.Acknowledged]);
        read.Select(m => m.Headers["ce_partid"]).ShouldBe(["before", "next"]);
    }

    [KafkaBrokerFact]
    public async Task Forgotten_DecisionsWhileTheProducerIsMadeAnew_AreWrittenOnceEach()
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = await OptionsAsync(peer, o => o.Kafka!.ReceiveFrames = false);
        await using var kafka = new KafkaUnderTest(options);
        var read = ReadFirst(peer, kafka);

        // Its end makes the producer anew; before, within and after that, others are handed over.
        Cluster.Proxy.Forget();
        kafka.Publish("expired", cutOffMs: 200);
        var parts = Enumerable.Range(0, 600).Select(i => $"p{i}").ToList();
        foreach (var part in parts)
        {
            kafka.Publish(part);

            // So often that the new producer answers some of them while the old one is being ended.
            Thread.Sleep(1);
        }

        Eventually.True(() => kafka.Outcomes.Count == 2 + parts.Count);
        kafka.Outcomes.Count(o => o == PublishOutcome.Acknowledged).ShouldBe(1 + parts.Count);
        Eventually.True(() => read.Select(m => m.Headers["ce_partid"]).Distinct().Count() == 1 + parts.Count);
        read.CountBy(m => m.Headers["ce_partid"]).Where(c => c.Value > 1).ShouldBeEmpty();
    }

    [KafkaBrokerFact]
    public async Task SlowLink_BacklogOfSeveralTimeouts_AllOfItComes()
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = await OptionsAsync(peer);
        for (var i = 0; i < 80; i++)
        {
            await KafkaSetup.SendFrameAsync(peer, options, $"p{i}", new byte[100_000]);
        }

        // The whole of it takes four times as long as one answer may.
        Cluster.Proxy.Set(LinkFault.Throttle(1_600_000));
        var intake = new ManualIntake { Completes = true };
        await using var source = new KafkaSourceUnderTest(options, intake);

        Eventually.True(() => intake.Frames.Count == 80, () => string.Join(Environment.NewLine, source.Logs.Lines));
        intake.Parts.Distinct().Count().ShouldBe(80);
    }

    [KafkaBrokerFact]
    public async Task Frame_LargerThanAFetch_ComesAlone()
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = await OptionsAsync(peer);
        var intake = new ManualIntake { Completes = true };
        await using var source = new KafkaSourceUnderTest(options, intake);

        await KafkaSetup.SendFrameAsync(peer, options, "small");
        await KafkaSetup.SendFrameAsync(peer, options, "large", new byte[4_000_000]);
        await KafkaSetup.SendFrameAsync(peer, options, "next");

        Eventually.True(() => intake.Frames.Count == 3, () => string.Join(Environment.NewLine, source.Logs.Lines));
        intake.Parts.ShouldBe(["small", "large", "next"]);
    }

    [KafkaBrokerTheory]
    [InlineData(LinkFaultKind.Cut)]
    [InlineData(LinkFaultKind.HalfOpen)]
    public async Task Outage_DecisionsPastTheirCutOff_AreNeverSentAndTheOthersAre(LinkFaultKind kind)
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = await OptionsAsync(peer, o => o.Kafka!.ReceiveFrames = false);
        await using var kafka = new KafkaUnderTest(options);
        var read = ReadFirst(peer, kafka);

        Cluster.Proxy.Set(new LinkFault(kind));
        for (var i = 0; i < 20; i++)
        {
            kafka.Publish($"expired-{i}", cutOffMs: 300);
        }

        kafka.Publish("patient");
        Eventually.True(
            () => kafka.Outcomes.Count == 21,
            () => string.Join(Environment.NewLine, [string.Join(", ", kafka.Outcomes), .. kafka.Logs.Lines]));
        Cluster.Proxy.Restore();

        Eventually.True(() => kafka.Outcomes.Count == 22);
        kafka.Outcomes.Count(o => o == PublishOutcome.Acknowledged).ShouldBe(2);
        Eventually.True(() => read.Any(m => m.Headers["ce_partid"] == "patient"));
        read.Select(m => m.Headers["ce_partid"]).Distinct().ShouldBe(["before", "patient"]);
    }

    [KafkaBrokerFact]
    public async Task Reset_OfEveryConnection_CostsNoDecision()
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = await OptionsAsync(peer);
        var intake = new DecidingIntake();
        await using var kafka = new KafkaUnderTest(options, intake, ready: k => intake.Sinks = k.Sinks);
        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.Decisions);

        // On a slow link something is always on its way, and a reset takes it.
        Cluster.Proxy.Set(LinkFault.Delay(TimeSpan.FromMilliseconds(40)));
        for (var i = 1; i <= 60; i++)
        {
            await KafkaSetup.SendFrameAsync(peer, options, $"p{i}");
            if (i % 20 == 0)
            {
                Cluster.Proxy.Reset();
            }
        }

        Eventually.True(() => read.Select(m => m.Headers["ce_partid"]).Distinct().Count() == 60);
    }

    private void Join(LineAdOptions options)
    {
        using var member = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = Cluster.Direct,
            GroupId = options.Kafka!.GroupId,
            GroupInstanceId = options.Instance,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
            EnableAutoCommit = false,
        }).Build();
        member.Subscribe(new KafkaTopics(options.Root).Frames);
        Eventually.True(() =>
        {
            member.Consume(20);
            return !string.IsNullOrEmpty(member.MemberId);
        });
    }

    // The decisions from here on, once a first one was read and acknowledged.
    private static ConcurrentQueue<KafkaPeerMessage> ReadFirst(KafkaPeer peer, KafkaUnderTest kafka)
    {
        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.Decisions);
        kafka.Publish("before");
        Eventually.True(() => read.Count == 1 && kafka.Outcomes.Count == 1);
        return read;
    }

    private async Task<LineAdOptions> OptionsAsync(KafkaPeer peer, Action<LineAdOptions>? configure = null)
    {
        var options = KafkaSetup.Options(Cluster.Proxied, o =>
        {
            o.Kafka!.RequestTimeoutMs = RequestTimeoutMs;
            configure?.Invoke(o);
        });
        await peer.CreateTopicsAsync(new KafkaTopics(options.Root).All, 4);
        return options;
    }
}
