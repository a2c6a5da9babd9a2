using LineAD.Cli.Learning;
using LineAD.Training.Learning;

namespace LineAD.Cli.Commission;

/// <summary>What <c>linead commission</c> was told.</summary>
internal sealed record CommissionSettings
{
    public required string Category { get; init; }

    public required string View { get; init; }

    /// <summary>Folder that gets, or has, <c>train/good</c>.</summary>
    public required string Data { get; init; }

    /// <summary>What is captured; null to use what is in the folder.</summary>
    public CaptureScope? Scope { get; init; }

    /// <summary>Where the frames are, with TLS and credentials; used with a <see cref="Scope"/>.</summary>
    public required CommissionBrokers Brokers { get; init; }

    /// <summary>True to put the station into mode commission meanwhile.</summary>
    public bool SwitchMode { get; init; }

    public required string Root { get; init; }

    /// <summary>Good parts wanted.</summary>
    public required int Parts { get; init; }

    /// <summary>Longest wait for the next frame that can be kept.</summary>
    public required TimeSpan Patience { get; init; }

    public required int Folds { get; init; }

    public required string Teacher { get; init; }

    public required TeacherSettings Teachers { get; init; }

    public required TrainingOptions Options { get; init; }

    public required string Precision { get; init; }

    public required double TargetFalseReject { get; init; }
}
