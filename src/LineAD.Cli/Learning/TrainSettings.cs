using LineAD.Training.Learning;

namespace LineAD.Cli.Learning;

/// <summary>What <c>linead train</c> was told.</summary>
internal sealed record TrainSettings
{
    public required string Data { get; init; }

    public required TeacherSettings Teachers { get; init; }

    public required string Teacher { get; init; }

    /// <summary>Null for the name of the data folder.</summary>
    public string? Category { get; init; }

    public required string View { get; init; }

    public required TrainingOptions Options { get; init; }

    /// <summary><c>auto</c>, <c>fp32</c> or <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>True to score the test parts, if there are any, once the model is fixed.</summary>
    public required bool Test { get; init; }

    public required double TargetFalseReject { get; init; }
}
