namespace LineAD.Core.Configuration;

/// <summary>Bounds, threads and reserves of the pipeline.</summary>
public sealed class PipelineOptions
{
    /// <summary>Decode workers; 0 (default) picks by the number of cores.</summary>
    public int DecodeWorkers { get; set; }

    /// <summary>Mask workers. Default 1.</summary>
    public int MaskWorkers { get; set; } = 1;

    /// <summary>Frames waiting for a decoder; they hold payload bytes, no pixels. Default 256.</summary>
    public int DecodeQueue { get; set; } = 256;

    /// <summary>Decoded frames waiting for the device. Default 64.</summary>
    public int BatchQueue { get; set; } = 64;

    /// <summary>Score maps waiting for mask extraction; over it masks are shed. Default 32.</summary>
    public int MaskQueue { get; set; } = 32;

    /// <summary>Parts open at a time. Default 4096.</summary>
    public int MaxOpenParts { get; set; } = 4096;

    /// <summary>Pooled pixels and maps, bytes. Default 512 MiB.</summary>
    public long PoolBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Payload bytes held, all frames together. Default 1 GiB.</summary>
    public long PayloadBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>Largest batch. Default 8.</summary>
    public int MaxBatch { get; set; } = 8;

    /// <summary>How long before its cut-off a part's policy decision is sent, milliseconds. Default 10.</summary>
    public double PolicyLeadMs { get; set; } = 10;

    /// <summary>Time kept from the end of scoring to hand-over, milliseconds. Default 5.</summary>
    public double PublishReserveMs { get; set; } = 5;

    /// <summary>De-duplication window, seconds. Default 600.</summary>
    public int DedupWindowSeconds { get; set; } = 600;

    /// <summary>Most inspections in the de-duplication window. Default 200000.</summary>
    public int DedupMaxParts { get; set; } = 200_000;

    /// <summary>
    /// A device call longer than this is a hang: not ready, and the process exits. Milliseconds, default 10000.
    /// </summary>
    public int DeviceHangMs { get; set; } = 10_000;

    /// <summary>Time to finish open parts on stop, milliseconds. Default 5000.</summary>
    public int DrainTimeoutMs { get; set; } = 5_000;
}
