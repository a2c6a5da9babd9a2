using System.Globalization;
using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Configurations and records for tests; every call uses a root of its own, so tests do not meet.</summary>
internal static class KafkaSetup
{
    private static int _counter;

    public static readonly StationKey Station = new("l1", "s1");

    public static LineAdOptions Options(string servers, Action<LineAdOptions>? configure = null)
    {
        var number = Interlocked.Increment(ref _counter);
        var options = new LineAdOptions
        {
            Root = $"r{number}",
            Instance = $"i{number}",
            Kafka = new KafkaOptions
            {
                BootstrapServers = servers,
                ReceiveFrames = true,
                Publish = true,
                GroupId = $"g{number}",
                SessionTimeoutMs = 6_000,
                FetchWaitMs = 50,
            },
            Stations =
            [
                new StationOptions { Line = "l1", Station = "s1", Cameras = [new CameraOptions { Name = "c1" }] },
                new StationOptions { Line = "l1", Station = "s2", Cameras = [new CameraOptions { Name = "c1" }] },
                new StationOptions { Line = "l1", Station = "s3", Cameras = [new CameraOptions { Name = "c1" }] },
                new StationOptions { Line = "l1", Station = "s4", Cameras = [new CameraOptions { Name = "c1" }] },
            ],
        };
        configure?.Invoke(options);
        return options;
    }

    /// <summary>Options for a mock cluster, which gets their topics.</summary>
    public static LineAdOptions Options(KafkaMockCluster cluster, Action<LineAdOptions>? configure = null)
    {
        var options = Options(cluster.BootstrapServers, configure);
        cluster.CreateTopics(new KafkaTopics(options.Root).All);
        return options;
    }

    public static async Task SendFrameAsync(
        KafkaPeer peer,
        LineAdOptions options,
        string part,
        byte[]? bytes = null,
        int? partition = null,
        string station = "s1",
        IEnumerable<KeyValuePair<string, string>>? more = null)
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("ce_type", CloudEventNames.FrameType),
            new("ce_source", "test"),
            new("ce_id", part),
            new("ce_partid", part),
            new("ce_camera", "c1"),
            new("ce_time", TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)),
        };
        headers.AddRange(more ?? []);
        var sent = await peer.PublishAsync(
            new KafkaTopics(options.Root).Frames,
            $"l1/{station}",
            bytes ?? [1, 2, 3],
            headers,
            CancellationToken.None,
            partition);
        sent.ShouldBeTrue();
    }
}
