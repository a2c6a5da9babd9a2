namespace LineAD.Cli.Soak;

/// <summary>What <c>linead soak</c> was asked for.</summary>
internal sealed record SoakSettings
{
    /// <summary>Minutes of load.</summary>
    public double Minutes { get; init; } = 3;

    /// <summary>Names of faults, or <c>all</c>.</summary>
    public IReadOnlyList<string> Faults { get; init; } = ["all"];

    /// <summary>File of the report, or null.</summary>
    public string? Report { get; init; }

    /// <summary><c>mqtt</c> or <c>kafka</c>.</summary>
    public string Transport { get; init; } = "mqtt";

    /// <summary>With Kafka, decisions in transactions.</summary>
    public bool ExactlyOnce { get; init; }

    /// <summary>Seed of faults, parts and jitter.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Parts a second.</summary>
    public double Rate { get; init; } = 10;

    /// <summary>Deadline of each part.</summary>
    public int DeadlineMs { get; init; } = 1500;

    /// <summary>Longest outage of link or broker, seconds.</summary>
    public double OutageSeconds { get; init; } = 5;

    /// <summary>Folder of model, journal and logs.</summary>
    public string Out { get; init; } = Path.Combine("data", "soak");
}
