namespace LineAD.Core.Intake;

/// <summary>
/// The CloudEvents attributes of a frame as text, exactly as the transport carried them (MQTT 5 user properties, Kafka
/// <c>ce_</c> headers); null where absent. Nothing is validated here.
/// </summary>
public sealed record FrameAttributes
{
    /// <summary>No attribute at all (MQTT 3.1.1).</summary>
    public static FrameAttributes Empty { get; } = new();

    /// <summary>Event id, unique in <see cref="Source"/>.</summary>
    public string? Id { get; init; }

    /// <summary>What produced the frame.</summary>
    public string? Source { get; init; }

    /// <summary>Event type; <c>linead.frame.v1</c> when present.</summary>
    public string? Type { get; init; }

    /// <summary>Capture time, RFC 3339.</summary>
    public string? Time { get; init; }

    /// <summary>Part name.</summary>
    public string? PartId { get; init; }

    /// <summary>Product category; the station's own when absent.</summary>
    public string? Category { get; init; }

    /// <summary>The station's trigger counter, decimal u32.</summary>
    public string? Sequence { get; init; }

    /// <summary>Deadline in milliseconds after <see cref="Time"/>, decimal.</summary>
    public string? DeadlineMs { get; init; }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public string? Simulated { get; init; }

    /// <summary>W3C trace context.</summary>
    public string? TraceParent { get; init; }

    /// <summary>An attribute that appeared more than once with different values; null when none did.</summary>
    public string? Contradiction { get; init; }
}
