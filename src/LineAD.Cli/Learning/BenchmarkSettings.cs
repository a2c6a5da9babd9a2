namespace LineAD.Cli.Learning;

/// <summary>What <c>linead benchmark</c> was told.</summary>
internal sealed record BenchmarkSettings
{
    public required string Plan { get; init; }

    public required string Data { get; init; }

    public required string Out { get; init; }

    /// <summary>Folder of checkpoints.</summary>
    public required string Work { get; init; }

    /// <summary>Beginning of the ids of runs wanted; empty for all.</summary>
    public required string Only { get; init; }

    /// <summary>True to run what has a result already.</summary>
    public required bool Again { get; init; }

    /// <summary>True to make the page from what there is, and run nothing.</summary>
    public required bool TableOnly { get; init; }

    /// <summary>True to measure the inference of what was run, and train nothing.</summary>
    public required bool CostsOnly { get; init; }

    /// <summary>True to run in this process, at low priority.</summary>
    public required bool InProcess { get; init; }

    public required TeacherSettings Teachers { get; init; }
}
