using LineAD.Core.Errors;

namespace LineAD.Core.Intake;

/// <summary>A message refused by its transport, for the dead letters and the ledger.</summary>
public sealed class InboundRefusal
{
    /// <summary>Which transport.</summary>
    public required string Transport { get; init; }

    /// <summary>Why.</summary>
    public required FrameError Error { get; init; }

    /// <summary>Line as named by the topic; may be invalid, then the dead letter goes to <c>{root}/unknown/dlq</c>.</summary>
    public required string Line { get; init; }

    /// <summary>Station as named by the topic; may be invalid.</summary>
    public required string Station { get; init; }

    /// <summary>The topic, or <c>topic/partition/offset</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>MIME type, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>The message's bytes, whole or their head.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Length of the whole message in bytes.</summary>
    public long Length { get; init; }

    /// <summary>Completed once counted and journalled.</summary>
    public required IDelivery Delivery { get; init; }
}
