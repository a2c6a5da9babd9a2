namespace LineAD.Cli.Demo;

/// <summary>What <c>linead demo</c> was asked for.</summary>
internal sealed record DemoSettings
{
    /// <summary>Parts to run.</summary>
    public int Parts { get; init; } = 200;

    /// <summary>Parts a second.</summary>
    public double Rate { get; init; } = 8;

    /// <summary>MVTec-style folder; null picks one.</summary>
    public string? Data { get; init; }

    /// <summary>Folder for model, journal and pictures.</summary>
    public string Out { get; init; } = "demo-out";

    /// <summary>Teacher id.</summary>
    public string Teacher { get; init; } = "builtin";

    /// <summary>Its weights, or null for where LineAD keeps them.</summary>
    public string? TeacherFile { get; init; }

    /// <summary>Deadline, milliseconds.</summary>
    public int DeadlineMs { get; init; } = 1000;

    /// <summary>Seed of the order of the parts.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>File for the JSON report, or null.</summary>
    public string? Report { get; init; }

    /// <summary>Overlay pictures to write at the end.</summary>
    public int Pictures { get; init; } = 4;

    /// <summary><c>mqtt</c> or <c>kafka</c>.</summary>
    public string Transport { get; init; } = "mqtt";

    /// <summary>Kafka brokers, or null for a test broker or a mock cluster.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>Whether decisions go out in Kafka transactions.</summary>
    public bool ExactlyOnce { get; init; }

    /// <summary>Whether to train again although a model is there.</summary>
    public bool Retrain { get; init; }
}
