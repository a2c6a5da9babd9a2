using System.Buffers;
using MQTTnet;
using MQTTnet.Protocol;

namespace LineAD.Transport.Mqtt.Frames;

/// <summary>
/// Finds the end of a resumed session's backlog exactly: a message that the connection sends to itself queues up behind the
/// backlog at the broker, so what comes after it is fresh. Its topic is outside the contract: no line has such a name. Where
/// an ACL forbids it, the pause that <see cref="BacklogGuard"/> waits for decides.
/// </summary>
internal sealed class BacklogMarker(string root, string clientId)
{
    private Guid _current;

    public string Topic { get; } = $"{root}/.backlog/{clientId}";

    /// <summary>Sends the marker of a new connection; a failure is no harm.</summary>
    public async Task SendAsync(IMqttClient client, CancellationToken cancellationToken)
    {
        _current = Guid.NewGuid();
        await client.PublishAsync(
            new MqttApplicationMessage
            {
                Topic = Topic,
                Payload = new ReadOnlySequence<byte>(_current.ToByteArray()),
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            },
            cancellationToken);
    }

    /// <summary>Whether this is a marker, and whether it is the present connection's.</summary>
    public bool IsMarker(MqttApplicationMessage message, out bool current)
    {
        current = false;
        if (message.Topic != Topic)
        {
            return false;
        }

        current = message.Payload.Length == 16 && new Guid(message.Payload.ToArray()) == _current;
        return true;
    }
}
