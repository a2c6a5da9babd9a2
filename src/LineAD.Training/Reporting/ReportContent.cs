using LineAD.Training.Commissioning;
using LineAD.Training.Evaluation;
using LineAD.Training.Learning;

namespace LineAD.Training.Reporting;

/// <summary>What the report of a model shows.</summary>
public sealed record ReportContent
{
    /// <summary>What the model is for.</summary>
    public required string Title { get; init; }

    /// <summary>Version, architecture, teacher.</summary>
    public required string Subtitle { get; init; }

    /// <summary>Results on test parts; null when there were none.</summary>
    public CategoryEvaluation? Evaluation { get; init; }

    /// <summary>False-reject rate to expect on the line.</summary>
    public required ExpectedRate Expected { get; init; }

    /// <summary>What commissioning found; null for other models.</summary>
    public CommissionFindings? Commissioning { get; init; }

    /// <summary>Rows of the score chart.</summary>
    public IReadOnlyList<ScoreGroup> Scores { get; init; } = [];

    /// <summary>Pictures.</summary>
    public IReadOnlyList<ReportGallery> Galleries { get; init; } = [];

    /// <summary>Learning curve; may be empty.</summary>
    public IReadOnlyList<TrainingPoint> Curve { get; init; } = [];

    /// <summary>The method and what of it is ours; null where that is unknown.</summary>
    public MethodNote? Method { get; init; }

    /// <summary>How it was trained and calibrated.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];
}
