namespace LineAD.Transport.Mqtt.Client;

/// <summary>A message that a <see cref="MqttPeer"/> received.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its bytes, the receiver's own.</param>
/// <param name="Retained">Whether the broker sent it from its store.</param>
public sealed record PeerMessage(string Topic, byte[] Payload, bool Retained);
