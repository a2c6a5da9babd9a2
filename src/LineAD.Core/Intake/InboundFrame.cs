namespace LineAD.Core.Intake;

/// <summary>A frame as a transport received it: names and attributes unchecked, payload untouched.</summary>
public sealed class InboundFrame
{
    /// <summary>Which transport: <c>mqtt</c>, <c>kafka</c> or <c>memory</c>. A metric label.</summary>
    public required string Transport { get; init; }

    /// <summary>Line as named by topic or header; may be invalid or empty.</summary>
    public required string Line { get; init; }

    /// <summary>Station as named by topic or header; may be invalid or empty.</summary>
    public required string Station { get; init; }

    /// <summary>Camera as named by topic or header; may be invalid or empty.</summary>
    public required string Camera { get; init; }

    /// <summary>Part named by the topic's last level (MQTT 3.1.1 form); null when absent.</summary>
    public string? TopicPart { get; init; }

    /// <summary>CloudEvents attributes.</summary>
    public FrameAttributes Attributes { get; init; } = FrameAttributes.Empty;

    /// <summary>MIME type, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>The image file or the raw pixels. The frame owns it until it is released or disposed of.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Monotonic time of receipt (<see cref="TimeProvider.GetTimestamp"/>).</summary>
    public required long ReceivedTimestamp { get; init; }

    /// <summary>The transport marked it as sent before (MQTT DUP=1).</summary>
    public bool Duplicate { get; init; }

    /// <summary>It comes from the backlog of a resumed session, so its age is unknown without a usable time.</summary>
    public bool Backlog { get; init; }

    /// <summary>Where it came from, for dead letters: the topic, or <c>topic/partition/offset</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>A part name that is the same on redelivery (<c>k-{partition}-{offset}</c>); null over MQTT.</summary>
    public string? FallbackPart { get; init; }

    /// <summary>Told once when the frame's terminal record is durable.</summary>
    public required IDelivery Delivery { get; init; }
}
