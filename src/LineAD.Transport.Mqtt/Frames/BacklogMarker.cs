using System.Buffers;
using MQTTnet;
using MQTTnet.Protocol;

namespace LineAD.Transport.Mqtt.Frames;

/// <summary>
/// Finds the end of a resumed session's backlog exactly: a message that the connection sends to itself queues up behind the
/// backlog at the broker, so what comes after it is fresh. Its topic is outside the contract: no line has such a name. It is sent
/// again until it comes, for a full queue may have dropped it.
/// </summary>
internal sealed class BacklogMarker(string root, string clientId)
{
    private Guid _current = Guid.NewGuid();

    public string Topic { get; } = $"{root}/.backlog/{clientId}";

    /// <summary>A connection began: markers of the one before mean nothing.</summary>
    public void Renew() => _current = Guid.NewGuid();

    /// <summary>Sends the marker of this connection; false when the broker will not send it back.</summary>
    public async Task<bool> SendAsync(IMqttClient client, CancellationToken cancellationToken)
    {
        var answer = await client.PublishAsync(
            new MqttApplicationMessage
            {
                Topic = Topic,
                Payload = new ReadOnlySequence<byte>(_current.ToByteArray()),
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            },
            cancellationToken);
        return answer.ReasonCode == MqttClientPublishReasonCode.Success;
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
