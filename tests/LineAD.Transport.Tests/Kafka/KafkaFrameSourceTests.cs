using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Wire;
using LineAD.Testing;
using LineAD.Testing.Kafka;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Against librdkafka's mock cluster.</summary>
public sealed class KafkaFrameSourceTests
{
    [KafkaFact]
    public async Task Offer_Record_IsTheFrameWithItsNames()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        var options = KafkaSetup.Options(cluster);
        var intake = new ManualIntake { Completes = true };
        await using var source = new KafkaSourceUnderTest(options, intake);

        await KafkaSetup.SendFrameAsync(peer, options, "p1", [4, 5], partition: 2);

        Eventually.True(() => intake.Frames.Count == 1);
        var frame = intake.Frames[0];
        (frame.Transport, frame.Line, frame.Station, frame.Camera).ShouldBe(("kafka", "l1", "s1", "c1"));
        frame.Payload.ToArray().ShouldBe([4, 5]);
        frame.Attributes.PartId.ShouldBe("p1");
        frame.Origin.ShouldBe($"{options.Root}.frames/2/0");
        frame.FallbackPart.ShouldBe("k-2-0");
        frame.Backlog.ShouldBeFalse();
        source.Board.PartitionOf(KafkaSetup.Station).ShouldBe(2);
    }

    [KafkaFact]
    public async Task Offer_LargerThanTheStationTakes_IsRefusedWithItsHead()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        var options = KafkaSetup.Options(cluster, o => o.Stations[0].MaxFrameBytes = 100_000);
        var intake = new ManualIntake { Completes = true };
        await using var source = new KafkaSourceUnderTest(options, intake);

        await KafkaSetup.SendFrameAsync(peer, options, "big", new byte[150_000]);

        Eventually.True(() => intake.Refusals.Count == 1);
        intake.Refusals[0].Error.ShouldBe(FrameError.PayloadTooLarge);
        intake.Refusals[0].Length.ShouldBe(150_000);
        intake.Refusals[0].Payload.Length.ShouldBe(DeadLetterMessage.MaxHeadBytes);
        intake.Frames.ShouldBeEmpty();
    }

    [KafkaFact]
    public async Task ClaimCheck_FileInFolder_IsRead_OthersComeWithoutBytes()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        var folder = Directory.CreateTempSubdirectory("linead-claims-").FullName;
        var inside = Path.Combine(folder, "in", "frame.bin");
        Directory.CreateDirectory(Path.GetDirectoryName(inside)!);
        await File.WriteAllBytesAsync(inside, [7, 8, 9]);
        File.CreateSymbolicLink(Path.Combine(folder, "in", "link.bin"), "/etc/passwd");
        var options = KafkaSetup.Options(
            cluster, o => o.Kafka!.ClaimCheckDirectory = Path.Combine(folder, "in"));
        var intake = new ManualIntake { Completes = true };
        await using var source = new KafkaSourceUnderTest(options, intake);

        string[] addresses =
        [
            new Uri(inside).AbsoluteUri,
            "file:///etc/passwd",
            new Uri(Path.Combine(folder, "in", "link.bin")).AbsoluteUri,
            new Uri(inside).AbsoluteUri.Replace("frame.bin", "../../etc/passwd", StringComparison.Ordinal),
            "http://127.0.0.1/frame.bin",
            "file://otherhost/frame.bin",
            new Uri(Path.Combine(folder, "in", "missing")).AbsoluteUri,
        ];
        for (var i = 0; i < addresses.Length; i++)
        {
            await KafkaSetup.SendFrameAsync(
                peer, options, $"p{i}", [], partition: 0, more: [new("ce_dataref", addresses[i])]);
        }

        Eventually.True(() => intake.Frames.Count == addresses.Length);
        intake.Frames.Single(f => f.Attributes.PartId == "p0").Payload.ToArray().ShouldBe([7, 8, 9]);
        intake.Frames.Where(f => f.Attributes.PartId != "p0").ShouldAllBe(f => f.Payload.IsEmpty);
        Directory.Delete(folder, recursive: true);
    }

    [KafkaFact]
    public async Task SynchronizedClocks_WaitingRecord_HasItsAgeAndIsNoBacklog()
    {
        using var cluster = new KafkaMockCluster();
        using var peer = new KafkaPeer(cluster.BootstrapServers);
        var options = KafkaSetup.Options(cluster, o => o.Kafka!.SynchronizedClocks = true);
        await KafkaSetup.SendFrameAsync(peer, options, "p1", partition: 0);
        var sentAt = TimeProvider.System.GetTimestamp();
        var intake = new ManualIntake { Completes = true };
        await using var source = new KafkaSourceUnderTest(options, intake);

        Eventually.True(() => intake.Frames.Count == 1);
        intake.Frames[0].Backlog.ShouldBeFalse();
        TimeProvider.System.GetElapsedTime(sentAt, intake.Frames[0].ReceivedTimestamp)
            .ShouldBeLessThan(TimeSpan.FromMilliseconds(20));
    }

    [KafkaFact]
    public void Create_NoKafkaConfigured_ThrowsTransportException()
    {
        var options = new LineAdOptions();

        Should.Throw<TransportException>(() => new LineAD.Transport.Kafka.KafkaTransport(
                options, null!, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance))
            .Message.ShouldContain("$.kafka");
    }
}
