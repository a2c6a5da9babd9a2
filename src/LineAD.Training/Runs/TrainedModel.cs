using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Training.Calibration;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using LineAD.Training.Learning;

namespace LineAD.Training.Runs;

/// <summary>A trained and calibrated student, ready to become a bundle.</summary>
public sealed class TrainedModel(
    Student student, TrainingOptions options, TrainingTeacher teacher, GoodPartSplit split) : IDisposable
{
    private SensitivityCheck? _sensitivity;

    /// <summary>The student, in evaluation mode.</summary>
    public Student Student { get; } = student;

    /// <summary>How it was trained.</summary>
    public TrainingOptions Options { get; } = options;

    /// <summary>The teacher it belongs to; kept by the caller.</summary>
    public TrainingTeacher Teacher { get; } = teacher;

    /// <summary>Which parts it learnt from and which were held out.</summary>
    public GoodPartSplit Split { get; } = split;

    /// <summary>How maps become scores, without the thresholds.</summary>
    public required ScoreRule RawRule { get; init; }

    /// <summary>Scores of good parts that the thresholds come from.</summary>
    public required CalibrationScores Scores { get; init; }

    /// <summary>Thresholds.</summary>
    public required CalibrationResult Calibration { get; init; }

    /// <summary>Learning curve.</summary>
    public required IReadOnlyList<TrainingPoint> Curve { get; init; }

    /// <summary>Wall-clock seconds of the optimisation alone, all processes together that worked on it.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>The score rule with the calibrated thresholds.</summary>
    public ScoreRule Rule => RawRule with
    {
        ImageThreshold = Calibration.Image.Value,
        PixelThreshold = Calibration.PixelThreshold,
    };

    /// <summary>What the thresholds would find of drawn defects; computed when first asked for.</summary>
    public SensitivityCheck Sensitivity => _sensitivity ??= SensitivityCheck.Of(this);

    /// <summary>
    /// Scores test parts, now that nothing can change any more: normalised scores and maps, masks at map size.
    /// </summary>
    public IEnumerable<ScoredImage> Score(IReadOnlyList<TestPart> parts) =>
        new PartScorer(Student, Teacher, Rule, Options.Input).Score(parts);

    /// <inheritdoc />
    public void Dispose() => Student.Dispose();
}
