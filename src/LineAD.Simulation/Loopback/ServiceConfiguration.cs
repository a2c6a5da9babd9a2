using System.Text.Json;
using LineAD.Core.Configuration;

namespace LineAD.Simulation.Loopback;

/// <summary>Writes the service's configuration file for a test line.</summary>
public static class ServiceConfiguration
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>The options that <paramref name="line"/> needs, for an MQTT broker on <paramref name="brokerPort"/>, unless it runs over Kafka.</summary>
    public static LineAdOptions Build(TestLineOptions line, int brokerPort)
    {
        var station = new StationOptions
        {
            Line = line.Station.Line,
            Station = line.Station.Station,
            StationId = 1,
            Category = line.Category,
            DeadlineMs = line.DeadlineMs,
            MaxFrameBytes = line.MaxFrameBytes,
            DeliveryReserveMs = line.DeliveryReserveMs,
            Cameras =
            [
                .. line.Cameras.Select(c => new CameraOptions { Name = c, MaxFramesPerSecond = line.MaxFramesPerSecond }),
            ],
        };
        station.MaxDeadlineMs = Math.Max(station.MaxDeadlineMs, line.DeadlineMs);
        var options = new LineAdOptions
        {
            DataDirectory = Path.Combine(Path.GetFullPath(line.Folder), "data"),
            Root = line.Root,
            Mqtt = line.KafkaServers is null ? new MqttOptions { Port = brokerPort } : null,
            Kafka = line.KafkaServers is null ? null : Kafka(line, line.KafkaServers),
            Stations = [station],
            Http = new HttpOptions { Url = "http://127.0.0.1:0" },
        };
        options.Pipeline.MaxBatch = line.MaxBatch;
        options.Pipeline.DrainTimeoutMs = Math.Max(options.Pipeline.DrainTimeoutMs, station.MaxDeadlineMs);
        options.Pipeline.PolicyLeadMs = line.PolicyLeadMs;
        options.Pipeline.PublishReserveMs = line.PublishReserveMs;
        options.Models.Directory = Path.GetFullPath(line.Models);
        options.Models.Precision = line.Precision;
        options.Models.Device = line.Device;
        options.Models.Teachers = line.TeacherFiles.ToDictionary(t => t.Key, t => Path.GetFullPath(t.Value));
        if (line.Teachers is not null)
        {
            options.Models.TeacherDirectory = Path.GetFullPath(line.Teachers);
        }

        line.Configure?.Invoke(options);
        return options;
    }

    private static KafkaOptions Kafka(TestLineOptions line, string servers) => new()
    {
        BootstrapServers = servers,
        ReceiveFrames = true,
        Publish = true,
        GroupId = line.Root,
        SessionTimeoutMs = 6_000,
        FetchWaitMs = line.KafkaFetchWaitMs,
        SynchronizedClocks = true,
        ExactlyOnce = line.ExactlyOnce,
    };

    /// <summary>Writes <paramref name="options"/> as <c>linead.json</c> into <paramref name="folder"/>; returns its path.</summary>
    public static string Write(LineAdOptions options, string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(Path.GetFullPath(folder), "linead.json");
        File.WriteAllText(path, JsonSerializer.Serialize(options, Json));
        return path;
    }
}
