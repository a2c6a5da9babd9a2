using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Decisions and states against librdkafka's mock cluster.</summary>
public sealed class KafkaDecisionTests
{
    [KafkaFact]
    public async Task Publish_Reject_GoesToBothTopicsKeyedWithCloudEventHeaders()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        var options = KafkaSetup.Options(cluster);
        await using var kafka = new KafkaUnderTest(options);
        kafka.Publish("p1", reject: true);
        kafka.Publish("p2");

        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.Decisions, kafka.Topics.Rejects);
        Eventually.True(() => kafka.Outcomes.Count == 2 && read.Count == 3);
        kafka.Outcomes.ShouldAllBe(o => o == PublishOutcome.Acknowledged);
        read.Count(m => m.Topic == kafka.Topics.Rejects).ShouldBe(1);
        var decision = read.First(m => m.Topic == kafka.Topics.Decisions);
        decision.Key.ShouldBe("l1/s1");
        DecisionJson.TryParse(decision.Value, out var parsed).ShouldBeTrue();
        parsed!.Part.ShouldBe("p1");
        decision.Headers["ce_specversion"].ShouldBe("1.0");
        decision.Headers["ce_type"].ShouldBe("linead.decision.v1");
        decision.Headers["ce_source"].ShouldBe($"/{options.Root}/l1/s1");
        decision.Headers["ce_id"].ShouldBe(parsed.Id.ToString("x16"));
        decision.Headers["ce_partid"].ShouldBe("p1");
        decision.Headers["content-type"].ShouldBe("application/json");
    }

    [KafkaFact]
    public async Task Publish_Simulated_NeverTouchesTheGateTopics()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        await using var kafka = new KafkaUnderTest(KafkaSetup.Options(cluster));
        kafka.Publish("p1", reject: true, simulated: true);
        kafka.Publish("real");

        var read = KafkaUnderTest.ReadAll(
            peer, kafka.Topics.SimulatedDecisions, kafka.Topics.Decisions, kafka.Topics.Rejects);
        Eventually.True(() => read.Count == 2);
        read.Single(m => m.Topic == kafka.Topics.SimulatedDecisions).Headers["ce_simulated"].ShouldBe("true");
        read.Single(m => m.Topic == kafka.Topics.Decisions).Headers["ce_partid"].ShouldBe("real");
    }

    [KafkaFact]
    public async Task Publish_StationWhoseFramesCameByKafka_GoesToTheirPartitionInOrder()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        var options = KafkaSetup.Options(cluster);
        var intake = new ManualIntake { Completes = true };
        await using var kafka = new KafkaUnderTest(options, intake);
        await KafkaSetup.SendFrameAsync(peer, options, "p0", partition: 3);
        Eventually.True(() => intake.Frames.Count == 1);

        for (var i = 0; i < 50; i++)
        {
            kafka.Publish($"p{i}");
        }

        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.Decisions);
        Eventually.True(() => read.Count == 50);
        read.ShouldAllBe(m => m.Partition == 3);
        read.Select(m => m.Headers["ce_partid"]).ShouldBe(Enumerable.Range(0, 50).Select(i => $"p{i}"));
    }

    [KafkaFact]
    public async Task Publish_PastItsCutOff_IsNotSent()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        await using var kafka = new KafkaUnderTest(KafkaSetup.Options(cluster));

        kafka.Publish("late", cutOffMs: -1);
        kafka.Publish("good");

        Eventually.True(() => kafka.Outcomes.Count == 2);
        kafka.Outcomes.ShouldBe([PublishOutcome.TooLate, PublishOutcome.Acknowledged]);
        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.Decisions);
        Eventually.True(() => !read.IsEmpty);
        read.ShouldHaveSingleItem().Headers["ce_partid"].ShouldBe("good");
    }

    [KafkaFact]
    public async Task PublishState_NewestOfEachStation_IsKeyedByIt()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        await using var kafka = new KafkaUnderTest(KafkaSetup.Options(cluster));
        foreach (var (station, sink) in kafka.Sinks)
        {
            sink.PublishState(System.Text.Encoding.UTF8.GetBytes($"{{\"of\":\"{station}\"}}"));
        }

        var read = KafkaUnderTest.ReadAll(peer, kafka.Topics.State);
        Eventually.True(() => read.Count == 4);
        read.Select(m => m.Key).ShouldBe(["l1/s1", "l1/s2", "l1/s3", "l1/s4"], ignoreOrder: true);
        read.ShouldAllBe(m => m.Headers["ce_type"] == "linead.state.v1");
    }
}
