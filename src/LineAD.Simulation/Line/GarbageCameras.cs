using System.Globalization;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Simulation.Line;

/// <summary>Sends frames that no part can be decided from, each of which must end as a counted dead letter.</summary>
public sealed class GarbageCameras(StationKey station, byte[] goodImage, int seed, string root = "linead")
{
    private const int LargePayload = 40 * 1024 * 1024;
    private static readonly byte[] Large = new byte[LargePayload];
    private readonly Random _random = new(seed);
    private readonly Topics _topics = new(root);
    private int _sent;

    /// <summary>Messages that the broker took.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>Sends <paramref name="count"/> messages one after the other.</summary>
    public async Task SendAsync(MqttPeer peer, int count, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            var (topic, payload, properties, type) = Make(i, time);
            if (await peer.PublishAsync(topic, payload, cancellationToken, properties, type))
            {
                Interlocked.Increment(ref _sent);
            }
        }
    }

    private (string Topic, byte[] Payload, List<KeyValuePair<string, string>> Properties, string? Type) Make(
        int index, TimeProvider time)
    {
        var properties = Properties(index, time);
        var good = _topics.Frame(station, "cam0");
        switch (index % 10)
        {
            case 0:
                return (good, Noise(_random.Next(1, 50_000)), properties, "image/jpeg");
            case 1:
                return (good, goodImage[..(goodImage.Length / 2)], properties, "image/jpeg");
            case 2:
                return (good, [], properties, "image/jpeg");
            case 3:
                return (good, Noise(1000), properties, "application/x-linead-raw;w=64;h=64;fmt=mono8");
            case 4:
                properties.Add(new(CloudEventNames.Sequence, "4294967296"));
                return (good, goodImage, properties, "image/jpeg");
            case 5:
                return (_topics.Frame(station, "cam0", "another-part"), goodImage, properties, "image/jpeg");
            case 6:
                return ($"{root}/{station.Line}/{station.Station}/frame/CAM!", goodImage, properties, "image/jpeg");
            case 7:
                return ($"{root}/{station.Line}/{station.Station}/frame/cmd", goodImage, properties, "image/jpeg");
            case 8:
                properties.Add(new(CloudEventNames.Type, "something.else"));
                return (good, goodImage, properties, "image/jpeg");
            default:
                return index % 200 == 9
                    ? (good, Large, properties, "image/jpeg")
                    : (good, goodImage, properties, "application/x-linead-raw;w=99999999;h=2;fmt=rgb9");
        }
    }

    private static List<KeyValuePair<string, string>> Properties(int index, TimeProvider time) =>
    [
        new(CloudEventNames.Id, $"garbage-{index.ToString(CultureInfo.InvariantCulture)}"),
        new(CloudEventNames.Source, "garbage"),
        new(CloudEventNames.Time, time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)),
        new(CloudEventNames.PartId, $"garbage-{index.ToString(CultureInfo.InvariantCulture)}"),
    ];

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }
}
