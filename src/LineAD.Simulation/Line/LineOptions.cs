using LineAD.Core.Identity;

namespace LineAD.Simulation.Line;

/// <summary>How a simulated line runs.</summary>
public sealed record LineOptions
{
    /// <summary>First topic level.</summary>
    public string Root { get; init; } = "linead";

    /// <summary>The station whose cameras it plays.</summary>
    public required StationKey Station { get; init; }

    /// <summary>Cameras; every part is sent once by each.</summary>
    public IReadOnlyList<string> Cameras { get; init; } = ["cam0"];

    /// <summary>Number of parts.</summary>
    public required int Parts { get; init; }

    /// <summary>Parts a second; 0 sends as fast as <see cref="MaxUndecided"/> allows.</summary>
    public required double PartsPerSecond { get; init; }

    /// <summary>Share of the spacing by which each part is early or late, uniformly; 0.2 is ± 20 %.</summary>
    public double Jitter { get; init; }

    /// <summary>Seed of the jitter.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Deadline that each frame asks for; null leaves it to the station.</summary>
    public int? DeadlineMs { get; init; }

    /// <summary>Most parts sent and not yet decided, when the rate is 0.</summary>
    public int MaxUndecided { get; init; } = 32;

    /// <summary>First sequence number.</summary>
    public uint FirstSeq { get; init; } = 1;

    /// <summary>Whether the parts are marked as simulated and so stay off the gate.</summary>
    public bool Simulated { get; init; }

    /// <summary>Beginning of the part names, so that two runs on one broker differ.</summary>
    public string PartPrefix { get; init; } = "p";
}
