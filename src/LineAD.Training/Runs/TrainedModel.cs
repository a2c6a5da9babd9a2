using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Training.Calibration;
using LineAD.Training.Data;
using LineAD.Training.Learning;

namespace LineAD.Training.Runs;

/// <summary>A trained and calibrated student, ready to become a bundle.</summary>
public sealed class TrainedModel(
    Student student,
    TrainingOptions options,
    TrainingTeacher teacher,
    GoodPartSplit split,
    CalibrationResult calibration,
    double trainingSeconds) : IDisposable
{
    /// <summary>The student, in evaluation mode.</summary>
    public Student Student { get; } = student;

    /// <summary>How it was trained.</summary>
    public TrainingOptions Options { get; } = options;

    /// <summary>The teacher it belongs to; kept by the caller.</summary>
    public TrainingTeacher Teacher { get; } = teacher;

    /// <summary>Which parts it learnt from and which were held out.</summary>
    public GoodPartSplit Split { get; } = split;

    /// <summary>Thresholds.</summary>
    public CalibrationResult Calibration { get; } = calibration;

    /// <summary>Wall-clock seconds of the optimisation alone.</summary>
    public double TrainingSeconds { get; } = trainingSeconds;

    /// <summary>The score rule with the calibrated thresholds.</summary>
    public ScoreRule Rule => TrainingRun.RawRule with
    {
        ImageThreshold = Calibration.Image.Value,
        PixelThreshold = Calibration.PixelThreshold,
    };

    /// <inheritdoc />
    public void Dispose() => Student.Dispose();
}
