using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Network;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>The broker has written a commit, and the service does not learn it.</summary>
[Collection(nameof(KafkaBrokerTests))]
public sealed class UnclearCommitTests : IAsyncLifetime
{
    // Error code of the protocol with which librdkafka gives a transaction up.
    private const short InvalidTransactionState = 48;

    private ProxiedKafkaBroker? _cluster;

    private ProxiedKafkaBroker Cluster => _cluster!;

    public async Task InitializeAsync()
    {
        if (KafkaBroker.FindScript() is not null)
        {
            _cluster = await ProxiedKafkaBroker.StartAsync(["transaction.abort.timed.out.transaction.cleanup.interval.ms=500"]);
        }
    }

    public async Task DisposeAsync() => await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);

    [KafkaBrokerTheory]
    [InlineData(null)]
    [InlineData(InvalidTransactionState)]
    public async Task Commit_ItsAnswerIsLost_TheDecisionIsThereOnce(short? errorInPlace)
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = KafkaSetup.Options(Cluster.Proxied, o => o.Kafka!.ExactlyOnce = true);
        await peer.CreateTopicsAsync(new KafkaTopics(options.Root).All, 4);
        await using var relay = new CommitAnswerRelay(Cluster.Proxy.TargetPort, errorInPlace);
        Cluster.Proxy.TargetPort = relay.Port;
        var intake = new DecidingIntake();
        await using var kafka = new KafkaUnderTest(options, intake, ready: k => intake.Sinks = k.Sinks);
        await KafkaSetup.SendFrameAsync(peer, options, "before");
        Eventually.True(() => intake.Outcomes.Count == 1);

        relay.Arm();
        await KafkaSetup.SendFrameAsync(peer, options, "unclear");
        Eventually.True(() => intake.Outcomes.Count == 2, () => string.Join(Environment.NewLine, kafka.Logs.Lines));
        await KafkaSetup.SendFrameAsync(peer, options, "after");
        Eventually.True(() => intake.Outcomes.Count == 3, () => string.Join(Environment.NewLine, kafka.Logs.Lines));

        relay.Lost.ShouldBe(1);
        intake.Outcomes.ShouldAllBe(o => o == PublishOutcome.Acknowledged);
        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.Decisions);
        Eventually.True(() => read.Any(m => m.Headers["ce_partid"] == "after"));
        read.Select(m => m.Headers["ce_partid"]).ShouldBe(["before", "unclear", "after"]);
    }

    [KafkaBrokerFact]
    public async Task Commit_HeldUpUntilTheBrokersHaveAbortedIt_DecisionsGoOn()
    {
        using var peer = new KafkaPeer(Cluster.Direct);
        var options = KafkaSetup.Options(Cluster.Proxied, o => o.Kafka!.ExactlyOnce = true);
        await peer.CreateTopicsAsync(new KafkaTopics(options.Root).All, 4);
        await using var relay = new CommitAnswerRelay(Cluster.Proxy.TargetPort, errorInPlace: null);
        Cluster.Proxy.TargetPort = relay.Port;
        var intake = new DecidingIntake();
        await using var kafka = new KafkaUnderTest(options, intake, ready: k => intake.Sinks = k.Sinks);
        await KafkaSetup.SendFrameAsync(peer, options, "before");
        Eventually.True(() => intake.Outcomes.Count == 1);

        // The brokers abort a transaction of which they hear nothing for 5 s.
        var stopped = false;
        relay.Stop(() =>
        {
            Cluster.Proxy.Set(LinkFault.HalfOpen);
            Volatile.Write(ref stopped, true);
        });
        await KafkaSetup.SendFrameAsync(peer, options, "aborted");
        Eventually.True(() => Volatile.Read(ref stopped));
        await Task.Delay(TimeSpan.FromSeconds(7));
        Cluster.Proxy.Restore();
        await KafkaSetup.SendFrameAsync(peer, options, "after");

        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.Decisions);
        Eventually.True(() => read.Any(m => m.Headers["ce_partid"] == "after"), () => string.Join(Environment.NewLine, kafka.Logs.Lines));
        read.Select(m => m.Headers["ce_partid"]).ShouldBe(["before", "aborted", "after"], ignoreOrder: true);
    }
}
