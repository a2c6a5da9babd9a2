namespace LineAD.Core.Wire;

/// <summary>
/// CloudEvents 1.0 attributes of a frame in binary mode, as MQTT 5 user properties and Kafka headers.
/// </summary>
public static class CloudEventNames
{
    /// <summary>Event id.</summary>
    public const string Id = "id";

    /// <summary>What produced the frame.</summary>
    public const string Source = "source";

    /// <summary>Event type, <see cref="FrameType"/>.</summary>
    public const string Type = "type";

    /// <summary>Version of CloudEvents, <c>1.0</c>; accepted, not needed.</summary>
    public const string SpecVersion = "specversion";

    /// <summary>Capture time, RFC 3339.</summary>
    public const string Time = "time";

    /// <summary>Part name.</summary>
    public const string PartId = "partid";

    /// <summary>Product category.</summary>
    public const string Category = "category";

    /// <summary>The station's trigger counter, decimal.</summary>
    public const string Sequence = "sequence";

    /// <summary>Deadline in milliseconds after the capture, decimal.</summary>
    public const string DeadlineMs = "deadlinems";

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public const string Simulated = "simulated";

    /// <summary>W3C trace context.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>Address of the frame's bytes, where the message itself holds none (claim check).</summary>
    public const string DataRef = "dataref";

    /// <summary>The type of a frame.</summary>
    public const string FrameType = "linead.frame.v1";

    /// <summary>Before each attribute's name in a Kafka header.</summary>
    public const string KafkaPrefix = "ce_";

    /// <summary>Kafka header with the line.</summary>
    public const string KafkaLine = "ce_line";

    /// <summary>Kafka header with the station.</summary>
    public const string KafkaStation = "ce_station";

    /// <summary>Kafka header with the camera.</summary>
    public const string KafkaCamera = "ce_camera";
}
