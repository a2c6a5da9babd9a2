using LineAD.Core.Contracts;

namespace LineAD.Transport.Mqtt.Outputs;

/// <summary>A message with its topic, ready to be sent.</summary>
/// <param name="Kind">What it is; null for the answer to a command.</param>
/// <param name="Topic">Full topic.</param>
/// <param name="ContentType">MIME type.</param>
/// <param name="Payload">The bytes.</param>
/// <param name="CorrelationData">For answers; otherwise null.</param>
internal sealed record OutputItem(
    OutputKind? Kind, string Topic, string ContentType, ReadOnlyMemory<byte> Payload, byte[]? CorrelationData = null);
