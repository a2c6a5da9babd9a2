using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Simulation.Brokers;
using LineAD.Transport.Mqtt.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>Configurations and peers for tests; every call uses a root of its own, so tests do not meet.</summary>
internal static class Setup
{
    private static int _counter;

    public static readonly StationKey Station = new("l1", "s1");

    public static LineAdOptions Options(MosquittoBroker broker, Action<LineAdOptions>? configure = null) =>
        Options(broker.Port, configure);

    public static LineAdOptions Options(int port, Action<LineAdOptions>? configure = null)
    {
        var number = Interlocked.Increment(ref _counter);
        var options = new LineAdOptions
        {
            Root = $"r{number}",
            Instance = $"i{number}",
            Mqtt = new MqttOptions { Host = MosquittoBroker.Host, Port = port, MaxReconnectDelayMs = 200 },
            Stations =
            [
                new StationOptions { Line = "l1", Station = "s1", Cameras = [new CameraOptions { Name = "c1" }] },
            ],
        };
        configure?.Invoke(options);
        return options;
    }

    public static Task<MqttPeer> PeerAsync(LineAdOptions options) =>
        MqttPeer.ConnectAsync(options.Mqtt!, $"peer-{Guid.NewGuid():N}", CancellationToken.None);

    public static NullLogger<T> Logger<T>() => NullLogger<T>.Instance;
}
