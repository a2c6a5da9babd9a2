using System.Text;
using LineAD.Core.Errors;
using LineAD.Simulation.Brokers;
using LineAD.Testing;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class MqttFrameSourceTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [MosquittoFact]
    public async Task Receive_Frame_IsOfferedWithItsAttributes()
    {
        var options = Setup.Options(fixture.Broker);
        await using var test = new SourceUnderTest(options, new RecordingIntake());
        await using var camera = await Setup.PeerAsync(options);
        KeyValuePair<string, string>[] properties =
        [
            new("id", "f-1"), new("source", "cam"), new("type", "linead.frame.v1"), new("time", "2026-01-01T00:00:00Z"),
            new("partid", "P-1"), new("category", "cat"), new("sequence", "42"), new("deadlinems", "250"),
            new("simulated", "true"), new("traceparent", "00-x"), new("other", "ignored"),
        ];

        await camera.PublishAsync($"{options.Root}/l1/s1/frame/c1", [1, 2, 3], default, properties, "image/png");

        Eventually.True(() => test.Intake.Frames.Count == 1);
        var frame = test.Intake.Frames.Single();
        (frame.Line, frame.Station, frame.Camera, frame.TopicPart).ShouldBe(("l1", "s1", "c1", null));
        (frame.Transport, frame.ContentType, frame.Origin).ShouldBe(("mqtt", "image/png", $"{options.Root}/l1/s1/frame/c1"));
        frame.Payload.ToArray().ShouldBe([1, 2, 3]);
        var a = frame.Attributes;
        (a.Id, a.Source, a.Type, a.Time, a.PartId).ShouldBe(("f-1", "cam", "linead.frame.v1", "2026-01-01T00:00:00Z", "P-1"));
        (a.Category, a.Sequence, a.DeadlineMs, a.Simulated, a.TraceParent).ShouldBe(("cat", "42", "250", "true", "00-x"));
        (a.Contradiction, frame.Duplicate, frame.Backlog).ShouldBe((null, false, false));
        Eventually.True(() => test.Source.Unacknowledged == 0);
    }

    [MosquittoFact]
    public async Task Receive_AttributeTwice_IsAContradictionOnlyWhenTheyDiffer()
    {
        var options = Setup.Options(fixture.Broker);
        await using var test = new SourceUnderTest(options, new RecordingIntake());
        await using var camera = await Setup.PeerAsync(options);
        var topic = $"{options.Root}/l1/s1/frame/c1";

        await camera.PublishAsync(topic, [1], default, [new("partid", "A"), new("partid", "A")]);
        await camera.PublishAsync(topic, [1], default, [new("partid", "A"), new("partid", "B")]);

        Eventually.True(() => test.Intake.Frames.Count == 2);
        test.Intake.Frames.Select(f => f.Attributes.Contradiction).ShouldBe([null, "partid"]);
    }

    [MosquittoFact]
    public async Task Receive_OverMqtt311_PartComesFromTheTopic()
    {
        var options = Setup.Options(fixture.Broker, o => o.Mqtt!.Protocol = "3.1.1");
        await using var test = new SourceUnderTest(options, new RecordingIntake());
        await using var camera = await Setup.PeerAsync(options);

        await camera.PublishAsync($"{options.Root}/l1/s1/frame/c1/PART-7", [9], default);

        Eventually.True(() => test.Intake.Frames.Count == 1);
        test.Intake.Frames.Single().TopicPart.ShouldBe("PART-7");
    }

    [MosquittoFact]
    public async Task Receive_TriggerAndCommand_GoTheirWays()
    {
        var options = Setup.Options(fixture.Broker);
        await using var test = new SourceUnderTest(options, new RecordingIntake());
        await using var plc = await Setup.PeerAsync(options);

        await plc.PublishAsync($"{options.Root}/l1/s1/trigger", "{\"seq\":1}"u8.ToArray(), default);

        Eventually.True(() => test.Intake.Triggers.Count == 1);
        Encoding.UTF8.GetString(test.Intake.Triggers.Single().Payload.Span).ShouldBe("{\"seq\":1}");
        test.Intake.Triggers.Single().AgeUnknown.ShouldBeFalse();
    }

    [MosquittoFact]
    public async Task Receive_RetainedBeforeOrNow_IsNeverOffered()
    {
        var options = Setup.Options(fixture.Broker);
        await using var camera = await Setup.PeerAsync(options);
        var topic = $"{options.Root}/l1/s1/frame/c1";
        await camera.PublishAsync(topic, [1], default, retain: true);
        await using var test = new SourceUnderTest(options, new RecordingIntake());

        await camera.PublishAsync(topic, [2], default, retain: true);
        await camera.PublishAsync(topic, [3], default);

        Eventually.True(() => test.Intake.Frames.Count == 1);
        test.Intake.Frames.Single().Payload.ToArray().ShouldBe([3]);
        test.Intake.Refusals.Select(r => (r.Error, r.Payload.ToArray()[0])).ShouldBe([(FrameError.Retained, (byte)2)]);
        Eventually.True(() => test.Source.Unacknowledged == 0);
    }

    [MosquittoFact]
    public async Task Receive_UnknownTopicBelowTheStation_IsRefused()
    {
        var options = Setup.Options(fixture.Broker);
        await using var test = new SourceUnderTest(options, new RecordingIntake());
        await using var camera = await Setup.PeerAsync(options);

        await camera.PublishAsync($"{options.Root}/l1/s1/frame/c1/part/more", [1], default);

        Eventually.True(() => test.Intake.Refusals.Count == 1);
        test.Intake.Refusals.Single().Error.ShouldBe(FrameError.NameInvalid);
    }

    [MosquittoFact]
    public async Task Receive_FortyMegabytes_ArrivesWhole()
    {
        var options = Setup.Options(fixture.Broker, o => o.Stations[0].MaxFrameBytes = 50 << 20);
        await using var test = new SourceUnderTest(options, new RecordingIntake());
        await using var camera = await Setup.PeerAsync(options);
        var payload = new byte[40 << 20];
        new Random(1).NextBytes(payload);

        (await camera.PublishAsync($"{options.Root}/l1/s1/frame/c1", payload, default)).ShouldBeTrue();

        Eventually.True(() => test.Intake.Frames.Count == 1);
        test.Intake.Frames.Single().Payload.Span.SequenceEqual(payload).ShouldBeTrue();
    }

    [MosquittoFact]
    public async Task Receive_OverMaxFrameBytes_IsRefusedWithItsHeadAndReleased()
    {
        var options = Setup.Options(fixture.Broker, o => o.Stations[0].MaxFrameBytes = 1000);
        await using var test = new SourceUnderTest(options, new RecordingIntake());
        await using var camera = await Setup.PeerAsync(options);

        await camera.PublishAsync($"{options.Root}/l1/s1/frame/c1", new byte[40 << 20], default);

        Eventually.True(() => test.Intake.Refusals.Count == 1);
        var refusal = test.Intake.Refusals.Single();
        (refusal.Error, refusal.Length, refusal.Payload.Length).ShouldBe((FrameError.PayloadTooLarge, 40 << 20, 64 << 10));
        Eventually.True(() => test.Source.Unacknowledged == 0);
    }

    [MosquittoFact]
    public async Task Receive_NothingAcknowledged_MoreThanTwentyArrive()
    {
        var options = Setup.Options(fixture.Broker);
        await using var test = new SourceUnderTest(options, new RecordingIntake(completes: false));
        await using var camera = await Setup.PeerAsync(options);

        await PublishAsync(camera, options.Root, 100);

        Eventually.True(() => test.Intake.Frames.Count == 100, () => $"{test.Intake.Frames.Count} of 100 frames");
        test.Source.Unacknowledged.ShouldBe(100);
        foreach (var frame in test.Intake.Frames.Reverse())
        {
            frame.Delivery.Complete();
        }

        test.Source.Unacknowledged.ShouldBe(0);
    }

    [MosquittoFact]
    public async Task Restart_SomeAcknowledged_TheOthersComeAgainAsDuplicates()
    {
        var options = Setup.Options(fixture.Broker);
        await using var camera = await Setup.PeerAsync(options);
        await using (var first = new SourceUnderTest(options, new RecordingIntake(completes: false)))
        {
            await PublishAsync(camera, options.Root, 5);
            Eventually.True(() => first.Intake.Frames.Count == 5);
            var frames = first.Intake.Frames.ToArray();
            frames[1].Delivery.Complete();
            frames[0].Delivery.Complete();
            frames[3].Delivery.Complete();
            first.Source.Unacknowledged.ShouldBe(3);
        }

        await using var second = new SourceUnderTest(options, new RecordingIntake());

        // Frame 3 was done, but 2 before it was not: acknowledgements keep the order of receipt.
        Eventually.True(() => second.Intake.Frames.Count == 3);
        second.Intake.Frames.Select(f => f.Payload.Span[0]).ShouldBe([(byte)2, (byte)3, (byte)4]);
        second.Intake.Frames.ShouldAllBe(f => f.Duplicate && f.Backlog);
    }

    [MosquittoFact]
    public async Task Broker_KilledAndRestarted_FramesGoOn()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var options = Setup.Options(broker);
        await using var test = new SourceUnderTest(options, new RecordingIntake(completes: false));
        await using (var camera = await Setup.PeerAsync(options))
        {
            await PublishAsync(camera, options.Root, 1);
            Eventually.True(() => test.Intake.Frames.Count == 1);
        }

        broker.Kill();
        Eventually.True(() => !test.Source.IsSubscribed);
        await broker.RestartAsync();
        Eventually.True(() => test.Source.IsSubscribed);

        // A late completion of the lost connection acknowledges nothing on the new one.
        test.Intake.Frames.Single().Delivery.Complete();
        await using var again = await Setup.PeerAsync(options);
        await PublishAsync(again, options.Root, 1);
        Eventually.True(() => test.Intake.Frames.Count == 2);
        test.Source.Unacknowledged.ShouldBe(1);
    }

    private static async Task PublishAsync(MqttPeer camera, string root, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await camera.PublishAsync($"{root}/l1/s1/frame/c1", [(byte)i], default)).ShouldBeTrue();
        }
    }
}
