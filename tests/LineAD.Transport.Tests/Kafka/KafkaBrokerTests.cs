using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Against a real broker, where there is one.</summary>
[Collection(nameof(KafkaBrokerTests))]
public sealed class KafkaBrokerTests : IAsyncLifetime
{
    private KafkaBroker? _broker;

    private KafkaBroker Broker => _broker!;

    public async Task InitializeAsync()
    {
        if (KafkaBroker.FindScript() is not null)
        {
            _broker = await KafkaBroker.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }

    [KafkaBrokerFact]
    public async Task Rebalance_SecondMemberComesAndGoes_NoFrameIsLostAndEachStationHasOneOwner()
    {
        using var peer = new KafkaPeer(Broker.BootstrapServers);
        var options = KafkaSetup.Options(Broker.BootstrapServers, o => o.Kafka!.SessionTimeoutMs = 3_000);
        await peer.CreateTopicsAsync(new KafkaTopics(options.Root).All, 4);
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
        var options = KafkaSetup.Options(Broker.BootstrapServers, o => o.Kafka!.ReceiveFrames = false);
        await peer.CreateTopicsAsync(new KafkaTopics(options.Root).All, 4);
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

    private static async Task SendAsync(KafkaPeer peer, LineAdOptions options, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            await KafkaSetup.SendFrameAsync(peer, options, $"p{i}", partition: i % 4);
        }
    }
}
