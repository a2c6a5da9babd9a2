using Confluent.Kafka;
using LineAD.Core.Wire;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>What comes again and what does not, against librdkafka's mock cluster.</summary>
public sealed class KafkaOffsetTests
{
    [KafkaFact]
    public async Task Restart_UnfinishedFrame_ComesAgainAndFinishedOnesBelowDoNot()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        var options = KafkaSetup.Options(cluster);
        var first = new ManualIntake();
        await using (var source = new KafkaSourceUnderTest(options, first))
        {
            for (var i = 0; i < 4; i++)
            {
                await KafkaSetup.SendFrameAsync(peer, options, $"p{i}", partition: 0);
            }

            Eventually.True(() => first.Frames.Count == 4);
            first.Frames[0].Delivery.Complete();
            first.Frames[2].Delivery.Complete();
            first.Frames[3].Delivery.Complete();
        }

        var second = new ManualIntake { Completes = true };
        await using var again = new KafkaSourceUnderTest(options, second);

        Eventually.True(() => second.Frames.Count == 3);
        second.Parts.ShouldBe(["p1", "p2", "p3"]);
        second.Frames.ShouldAllBe(f => f.Backlog);
    }

    [KafkaFact]
    public async Task StopIntake_WhatComesAfter_IsLeftForTheNextRun()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        var options = KafkaSetup.Options(cluster);
        var first = new ManualIntake();
        await using (var source = new KafkaSourceUnderTest(options, first))
        {
            await KafkaSetup.SendFrameAsync(peer, options, "before", partition: 0);
            Eventually.True(() => first.Frames.Count == 1);
            source.Source.StopIntake();
            await KafkaSetup.SendFrameAsync(peer, options, "after", partition: 0);

            // It was fetched, and not handed in.
            var place = new TopicPartition(new KafkaTopics(options.Root).Frames, 0);
            Eventually.True(() => source.Source.Consumer.Position(place).Value == 2);
            first.Frames[0].Delivery.Complete();
            Eventually.True(() => source.Source.Unacknowledged == 0);
        }

        var second = new ManualIntake { Completes = true };
        await using var again = new KafkaSourceUnderTest(options, second);
        Eventually.True(() => second.Frames.Count == 1);
        first.Parts.ShouldBe(["before"]);
        second.Parts.ShouldBe(["after"]);
    }

    [KafkaFact]
    public async Task Flood_AboveHighWater_PausesAndGoesOnWhenFramesEnd()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        var options = KafkaSetup.Options(cluster, o => o.Kafka!.HighWaterFrames = 8);
        for (var i = 0; i < 40; i++)
        {
            await KafkaSetup.SendFrameAsync(peer, options, $"p{i}", partition: 1);
        }

        var intake = new ManualIntake();
        await using var source = new KafkaSourceUnderTest(options, intake);
        Eventually.True(() => intake.Frames.Count >= 8);
        var held = intake.Frames.Count;
        held.ShouldBeLessThanOrEqualTo(10);

        var ended = 0;
        Eventually.True(() =>
        {
            foreach (var frame in intake.Frames.Skip(ended))
            {
                frame.Delivery.Complete();
                ended++;
            }

            return ended == 40;
        });
        intake.Parts.Distinct().Count().ShouldBe(40);
    }
}
