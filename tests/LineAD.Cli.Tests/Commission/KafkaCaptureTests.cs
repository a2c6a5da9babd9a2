using System.Collections.Concurrent;
using LineAD.Cli.Commission;
using LineAD.Cli.Learning;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Imaging;
using LineAD.Simulation.Brokers;
using LineAD.Testing.Kafka;
using LineAD.Training.Learning;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Cli.Tests.Commission;

/// <summary>Against librdkafka's mock cluster.</summary>
public sealed class KafkaCaptureTests : IDisposable
{
    private static readonly StationKey Station = new("line1", "press");
    private static readonly CaptureScope Scope = new(Station, ["cam0"], 1 << 20, []);
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-kafka-").FullName;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [KafkaFact]
    public async Task RunAsync_FramesOfTheStation_OnlyNewAndWantedOnesAreKept()
    {
        using var cluster = Cluster();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var camera = new KafkaPeer(cluster.BootstrapServers);
        await SendAsync(camera, 99, limit.Token);
        var frames = new CapturedFrames(_folder);
        var capture = CaptureAsync(Settings(cluster, parts: 3), frames, limit.Token);
        await _listening.Task.WaitAsync(limit.Token);

        await SendAsync(camera, 1, limit.Token);
        await SendAsync(camera, 2, limit.Token, camera: "cam9");
        await SendAsync(camera, 3, limit.Token, station: new StationKey("line1", "weld"));
        await SendAsync(camera, 4, limit.Token, more: [new("ce_partid", "p1"), new("ce_partid", "p2")]);
        await SendAsync(camera, 1, limit.Token);
        await SendAsync(camera, 5, limit.Token);
        await SendAsync(camera, 6, limit.Token);
        await capture.WaitAsync(limit.Token);

        Kept().ShouldBe([Frames.Png(1), Frames.Png(5), Frames.Png(6)]);
        frames.Refused.ShouldBe(2);
        _lines.ShouldContain(line => line.Contains("linead.frames for line1/press") && line.Contains("Run good parts only"));
        _lines.ShouldContain(line => line.Contains("ce_partid contradicts"));
        _lines.ShouldNotContain(line => line.Contains("cam9") || line.Contains("weld"));
    }

    [KafkaFact]
    public async Task RunAsync_NoFrameOfTheStation_SaysWhereItListenedAndWhatCameInstead()
    {
        using var cluster = Cluster();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var camera = new KafkaPeer(cluster.BootstrapServers);
        var settings = Settings(cluster, parts: 3) with { Patience = TimeSpan.FromSeconds(2) };
        var capture = CaptureAsync(settings, new CapturedFrames(_folder), limit.Token);
        await _listening.Task.WaitAsync(limit.Token);
        await SendAsync(camera, 1, limit.Token, station: new StationKey("line1", "weld"));

        var error = await Should.ThrowAsync<TransportException>(capture.WaitAsync(limit.Token));

        error.Message.ShouldContain("no frame on linead.frames for line1/press");
        error.Message.ShouldContain("the cluster answers");
        error.Message.ShouldContain("1 of line1/weld/cam0");
        error.Message.ShouldContain("start again to go on");
    }

    [KafkaFact]
    public async Task RunAsync_ClaimChecksAndLargeFrames_AllowedOnesAreReadTheOthersAreRefusedWithTheReason()
    {
        using var cluster = Cluster();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var camera = new KafkaPeer(cluster.BootstrapServers);
        var (claims, outside) = (Path.Combine(_folder, "claims"), Path.Combine(_folder, "outside.png"));
        var inside = Path.Combine(claims, "1.png");
        Directory.CreateDirectory(claims);
        await File.WriteAllBytesAsync(inside, Frames.Png(1), limit.Token);
        await File.WriteAllBytesAsync(outside, Frames.Png(2), limit.Token);
        var settings = Settings(cluster, parts: 2, kafka => kafka.ClaimCheckDirectory = claims);
        var capture = CaptureAsync(settings, new CapturedFrames(_folder), limit.Token);
        await _listening.Task.WaitAsync(limit.Token);

        await SendAsync(camera, null, limit.Token, more: [new("ce_dataref", new Uri(outside).AbsoluteUri)]);
        await SendAsync(camera, null, limit.Token, more: [new("ce_dataref", "s3://frames/1.png?X-Amz-Signature=secret")]);
        await SendAsync(camera, 7, limit.Token, side: 700);
        await SendAsync(camera, null, limit.Token, more: [new("ce_dataref", new Uri(inside).AbsoluteUri)]);
        await SendAsync(camera, 3, limit.Token);
        await capture.WaitAsync(limit.Token);

        Kept().ShouldBe([Frames.Png(1), Frames.Png(3)]);
        _lines.ShouldContain(line => line.Contains("refused") && line.Contains("outside kafka.claimCheckDirectory"));
        _lines.ShouldContain(line => line.Contains("s3://frames/1.png and cannot be read") && line.Contains("claimStore.buckets"));
        _lines.ShouldContain(line => line.Contains("bytes, and the station takes 1048576"));
        _lines.ShouldAllBe(line => !line.Contains("secret"));
    }

    [KafkaFact]
    public async Task RunAsync_NoSuchTopic_NamesThoseThereAreAndMakesNone()
    {
        using var cluster = Cluster("other");
        var settings = Settings(cluster, parts: 3);

        var error = await Should.ThrowAsync<TransportException>(CaptureAsync(settings, new CapturedFrames(_folder), CancellationToken.None));
        var again = await Should.ThrowAsync<TransportException>(CaptureAsync(settings, new CapturedFrames(_folder), CancellationToken.None));

        error.Message.ShouldContain("there is no topic linead.frames; it has other.frames");
        again.Message.ShouldBe(error.Message);
    }

    [KafkaAndMosquittoFact]
    public async Task RunAsync_StationMode_IsChangedOverMqttWhileFramesComeOverKafka()
    {
        using var cluster = Cluster();
        await using var broker = await MosquittoBroker.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var camera = new KafkaPeer(cluster.BootstrapServers);
        await using var service = await MqttPeer.ConnectAsync(new MqttOptions { Port = broker.Port }, "service", limit.Token);
        var modes = await ServedStation.StartAsync(service, Station, "run", limit.Token);
        var settings = Settings(cluster, parts: 1);
        settings = settings with { SwitchMode = true, Brokers = settings.Brokers with { Mqtt = new MqttOptions { Port = broker.Port } } };
        var capture = CaptureAsync(settings, new CapturedFrames(_folder), limit.Token);
        await _listening.Task.WaitAsync(limit.Token);

        modes.ShouldBe(["commission"]);
        await SendAsync(camera, 1, limit.Token);
        await capture.WaitAsync(limit.Token);

        modes.ShouldBe(["commission", "run"]);
        _lines.First().ShouldContain("was in mode run");
    }

    [KafkaFact]
    public async Task RunAsync_RawPixels_AreKept()
    {
        using var cluster = Cluster();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var camera = new KafkaPeer(cluster.BootstrapServers);
        var capture = CaptureAsync(Settings(cluster, parts: 1), new CapturedFrames(_folder), limit.Token);
        await _listening.Task.WaitAsync(limit.Token);
        var pixels = new byte[16 * 8];
        new Random(3).NextBytes(pixels);

        (await camera.PublishAsync(
            "linead.frames",
            Station.ToString(),
            pixels,
            [new("ce_camera", "cam0"), new("content-type", "application/x-linead-raw;w=16;h=8;fmt=mono8")],
            limit.Token)).ShouldBeTrue();
        await capture.WaitAsync(limit.Token);

        ImageFiles.DecodeRgb(Kept().Single(), "kept").Pixels.Where((_, i) => i % 3 == 0).ShouldBe(pixels);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static KafkaMockCluster Cluster(string root = "linead")
    {
        var cluster = new KafkaMockCluster();
        cluster.CreateTopics(new KafkaTopics(root).All);
        return cluster;
    }

    private static async Task SendAsync(
        KafkaPeer peer,
        int? picture,
        CancellationToken cancellationToken,
        string camera = "cam0",
        StationKey? station = null,
        IEnumerable<KeyValuePair<string, string>>? more = null,
        int side = 32)
    {
        var headers = new List<KeyValuePair<string, string>> { new("ce_camera", camera), new("ce_type", CloudEventNames.FrameType) };
        headers.AddRange(more ?? []);
        var payload = picture is { } number ? Frames.Png(number, side) : [];
        (await peer.PublishAsync("linead.frames", (station ?? Station).ToString(), payload, headers, cancellationToken)).ShouldBeTrue();
    }

    private Task CaptureAsync(CommissionSettings settings, CapturedFrames frames, CancellationToken cancellationToken) =>
        new FrameCapture(settings, settings.Scope!, TimeProvider.System).RunAsync(frames, Say, cancellationToken);

    private void Say(string line)
    {
        _lines.Enqueue(line);
        if (line.StartsWith("Listening", StringComparison.Ordinal))
        {
            _listening.TrySetResult();
        }
    }

    private IEnumerable<byte[]> Kept() =>
        Directory.EnumerateFiles(Path.Combine(_folder, "train", "good")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    private CommissionSettings Settings(KafkaMockCluster cluster, int parts, Action<KafkaOptions>? configure = null)
    {
        var kafka = new KafkaOptions { BootstrapServers = cluster.BootstrapServers };
        configure?.Invoke(kafka);
        return new CommissionSettings
        {
            Category = "nut",
            View = "main",
            Data = _folder,
            Scope = Scope,
            Brokers = new CommissionBrokers(null, kafka),
            Root = "linead",
            Parts = parts,
            Patience = TimeSpan.FromSeconds(10),
            Folds = 5,
            Teacher = "builtin",
            Teachers = new TeacherSettings { Models = _folder, Teachers = _folder },
            Options = new TrainingOptions(),
            Precision = "fp32",
            TargetFalseReject = 0.01,
        };
    }
}
