using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Simulation.Line;

/// <summary>Cameras on MQTT.</summary>
public sealed class MqttCameraLink(MqttPeer peer, string root) : ICameraLink
{
    private readonly Topics _topics = new(root);

    /// <inheritdoc />
    public bool IsConnected => peer.IsConnected;

    /// <inheritdoc />
    public Task<bool> SendAsync(
        StationKey station,
        string camera,
        byte[] image,
        IReadOnlyList<KeyValuePair<string, string>> attributes,
        string contentType,
        CancellationToken cancellationToken) =>
        peer.PublishAsync(_topics.Frame(station, camera), image, cancellationToken, attributes, contentType);
}
