using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Simulation.Line;

/// <summary>Cameras on Kafka.</summary>
public sealed class KafkaCameraLink(KafkaPeer peer, string root) : ICameraLink
{
    private readonly KafkaTopics _topics = new(root);

    /// <inheritdoc />
    public bool IsConnected => true;

    /// <inheritdoc />
    public Task<bool> SendAsync(
        StationKey station,
        string camera,
        byte[] image,
        IReadOnlyList<KeyValuePair<string, string>> attributes,
        string contentType,
        CancellationToken cancellationToken)
    {
        var headers = attributes
            .Select(a => new KeyValuePair<string, string>(CloudEventNames.KafkaPrefix + a.Key, a.Value))
            .Append(new(CloudEventNames.KafkaLine, station.Line))
            .Append(new(CloudEventNames.KafkaStation, station.Station))
            .Append(new(CloudEventNames.KafkaCamera, camera))
            .Append(new("content-type", contentType));
        return peer.PublishAsync(_topics.Frames, station.ToString(), image, headers, cancellationToken);
    }
}
