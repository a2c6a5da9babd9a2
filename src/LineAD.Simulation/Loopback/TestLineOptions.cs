using LineAD.Core.Configuration;
using LineAD.Core.Identity;

namespace LineAD.Simulation.Loopback;

/// <summary>A whole line on loopback: broker, service, cameras, PLC.</summary>
public sealed record TestLineOptions
{
    /// <summary>The <c>linead</c> executable.</summary>
    public required string Executable { get; init; }

    /// <summary>Folder for configuration, journal and logs; made when absent.</summary>
    public required string Folder { get; init; }

    /// <summary>Folder of model bundles.</summary>
    public required string Models { get; init; }

    /// <summary>Folder of teacher weights, or null for the service's default.</summary>
    public string? Teachers { get; init; }

    /// <summary>Teacher weight files by teacher id.</summary>
    public IReadOnlyDictionary<string, string> TeacherFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Category that the station inspects.</summary>
    public required string Category { get; init; }

    /// <summary>First topic level.</summary>
    public string Root { get; init; } = "linead";

    /// <summary>Kafka cluster to run over instead of MQTT, with the topics of <see cref="Root"/>; null for MQTT.</summary>
    public string? KafkaServers { get; init; }

    /// <summary>With Kafka, how long the brokers may hold an empty answer back, milliseconds; a mock cluster holds all back.</summary>
    public int KafkaFetchWaitMs { get; init; } = 20;

    /// <summary>With Kafka, whether decisions go out in transactions.</summary>
    public bool ExactlyOnce { get; init; }

    /// <summary>The station.</summary>
    public StationKey Station { get; init; } = new("demo", "gate");

    /// <summary>Its cameras.</summary>
    public IReadOnlyList<string> Cameras { get; init; } = ["cam0"];

    /// <summary>Highest frame rate of a camera; sets the Receive Maximum.</summary>
    public double MaxFramesPerSecond { get; init; } = 100;

    /// <summary>Largest frame, bytes; with the frame rate and the deadline it sets the memory that the service asks for.</summary>
    public int MaxFrameBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Deadline in milliseconds.</summary>
    public int DeadlineMs { get; init; } = 500;

    /// <summary>Delivery reserve in milliseconds.</summary>
    public int DeliveryReserveMs { get; init; } = 50;

    /// <summary>Largest batch.</summary>
    public int MaxBatch { get; init; } = 8;

    /// <summary>Time kept between the policy's decision and the cut-off, milliseconds.</summary>
    public double PolicyLeadMs { get; init; } = 10;

    /// <summary>Time kept from the end of scoring to hand-over, milliseconds.</summary>
    public double PublishReserveMs { get; init; } = 5;

    /// <summary><c>auto</c>, <c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    public string Precision { get; init; } = "auto";

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Time the service has to load its model, warm up and get ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Whether the service reaches the MQTT broker through a proxy that can be made faulty; cameras and PLC do not.</summary>
    public bool Proxied { get; init; }

    /// <summary>Whether the PLC reads the decisions' JSON form too, for their ids; a real one reads the 32 bytes only.</summary>
    public bool PlcReadsJson { get; init; } = true;

    /// <summary>Unix socket of the service's fault injection; null for none.</summary>
    public string? FaultSocket { get; init; }

    /// <summary>Last changes to the service's options; null for none.</summary>
    public Action<LineAdOptions>? Configure { get; init; }

    /// <summary>File that everything the service writes is appended to; null for none.</summary>
    public string? ServiceLog { get; init; }
}
