namespace LineAD.Core.Configuration;

/// <summary>The whole of <c>linead.json</c>. Times in milliseconds here, and only here.</summary>
public sealed class LineAdOptions
{
    /// <summary>First topic level. Default <c>linead</c>.</summary>
    public string Root { get; set; } = "linead";

    /// <summary>Name of this process in state messages. Default: the host's name.</summary>
    public string? Instance { get; set; }

    /// <summary>Folder of the journal, history and persisted station state. Default <c>data</c>.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>MQTT broker; null when MQTT is not used.</summary>
    public MqttOptions? Mqtt { get; set; }

    /// <summary>Kafka cluster; null when Kafka is not used.</summary>
    public KafkaOptions? Kafka { get; set; }

    /// <summary>Stations of this process.</summary>
    public List<StationOptions> Stations { get; set; } = [];

    /// <summary>Bounds and threads of the pipeline.</summary>
    public PipelineOptions Pipeline { get; set; } = new();

    /// <summary>Models and device.</summary>
    public ModelOptions Models { get; set; } = new();

    /// <summary>The HTTP side: metrics and health.</summary>
    public HttpOptions Http { get; set; } = new();

    /// <summary>The service's own log.</summary>
    public LoggingOptions Logging { get; set; } = new();

    /// <summary>Spans of frames for a trace collector; off unless an endpoint is named.</summary>
    public TracingOptions Tracing { get; set; } = new();
}
