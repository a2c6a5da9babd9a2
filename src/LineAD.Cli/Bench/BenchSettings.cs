namespace LineAD.Cli.Bench;

/// <summary>What <c>linead bench</c> was asked for.</summary>
internal sealed record BenchSettings
{
    /// <summary>JSON file, or null.</summary>
    public string? Json { get; init; }

    /// <summary>CSV file of the parts of the run at 70 %, or null.</summary>
    public string? PartsCsv { get; init; }

    /// <summary>Frames of the saturated run.</summary>
    public int Frames { get; init; } = 1000;

    /// <summary>Parts of the run at 70 %.</summary>
    public int LoadParts { get; init; } = 2000;

    /// <summary>Parts of the solo run.</summary>
    public int SoloParts { get; init; } = 200;

    /// <summary>Seconds that the scorer alone is measured for each batch.</summary>
    public double RawSeconds { get; init; } = 3;

    /// <summary>Architecture measured.</summary>
    public string Architecture { get; init; } = "rd";

    /// <summary>Teacher measured, with random weights.</summary>
    public string Teacher { get; init; } = "resnet18";

    /// <summary>Side of the input, pixels.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Folder of a demo, for the difference of precisions on its reference images.</summary>
    public string Demo { get; init; } = "demo-out";

    /// <summary><c>mqtt</c> or <c>kafka</c>: what the line runs over.</summary>
    public string Transport { get; init; } = "mqtt";

    /// <summary>With kafka: brokers, <c>host:port</c>, or null for one of this machine's.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>With kafka: decisions and offsets in transactions.</summary>
    public bool ExactlyOnce { get; init; }

    /// <summary>Only the scorer, no broker and no service.</summary>
    public bool RawOnly { get; init; }
}
