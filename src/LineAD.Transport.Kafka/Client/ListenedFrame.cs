using LineAD.Core.Identity;

namespace LineAD.Transport.Kafka.Client;

/// <summary>A record of the frames topic as a <see cref="KafkaFrameListener"/> met it.</summary>
/// <param name="Station">Line and station, from headers or key; names are not checked.</param>
/// <param name="Camera">Camera; empty when the record names none.</param>
/// <param name="Origin">Topic, partition and offset.</param>
/// <param name="ContentType">Content type, or null.</param>
/// <param name="Contradiction">The header that says two things, or null.</param>
/// <param name="Value">Its bytes; empty where they lie at <paramref name="DataRef"/>.</param>
/// <param name="DataRef">Address of the bytes (claim check), or null.</param>
public sealed record ListenedFrame(
    StationKey Station,
    string Camera,
    string Origin,
    string? ContentType,
    string? Contradiction,
    byte[] Value,
    string? DataRef);
