namespace LineAD.Transport.Mqtt.Client;

/// <summary>A message that a <see cref="MqttPeer"/> received.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its bytes, the receiver's own.</param>
/// <param name="Retained">Whether the broker sent it from its store.</param>
/// <param name="ResponseTopic">Where its sender waits for an answer; null without one.</param>
/// <param name="ContentType">What its sender says the bytes are; null when it says nothing, and before MQTT 5.</param>
public sealed record PeerMessage(
    string Topic, byte[] Payload, bool Retained, string? ResponseTopic = null, string? ContentType = null);
