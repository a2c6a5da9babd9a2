namespace LineAD.Core.Intake;

/// <summary>A trigger message of the PLC, as received: opens the part before its first frame.</summary>
public sealed class InboundTrigger
{
    /// <summary>Line as named by the topic; may be invalid.</summary>
    public required string Line { get; init; }

    /// <summary>Station as named by the topic; may be invalid.</summary>
    public required string Station { get; init; }

    /// <summary>UTF-8 JSON: <c>{"seq","part","category","deadlinems"}</c>.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Monotonic time of receipt.</summary>
    public required long ReceivedTimestamp { get; init; }

    /// <summary>MQTT DUP=1, or from a resumed session's backlog: its age is unknown.</summary>
    public bool AgeUnknown { get; init; }

    /// <summary>Where it came from, for dead letters.</summary>
    public required string Origin { get; init; }

    /// <summary>Completed as soon as the trigger is journalled or refused.</summary>
    public required IDelivery Delivery { get; init; }
}
