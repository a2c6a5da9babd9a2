using LineAD.Core.Errors;
using LineAD.Models.Bundles;
using LineAD.Models.Networks;
using LineAD.Models.Weights;
using LineAD.Training.Calibration;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>
/// Scores images with a bundle in fp32, outside the service: for evaluation, calibration and inspection.
/// </summary>
public sealed class BundleScorer : IDisposable
{
    private readonly Student _student;
    private readonly PartScorer _scorer;

    /// <param name="bundle">A verified bundle.</param>
    /// <param name="teacher">Its teacher; kept by the caller.</param>
    /// <exception cref="ModelBundleException">The teacher is not the one that the bundle was trained with.</exception>
    public BundleScorer(Bundle bundle, TrainingTeacher teacher)
    {
        Bundle = bundle;
        var hash = ContentHash.Of(teacher.Network);
        if (hash != bundle.Manifest.Teacher.Sha256)
        {
            throw new ModelBundleException(
                $"bundle '{bundle.Directory}' was trained with the {bundle.Manifest.Teacher.Id} weights "
                + $"{bundle.Manifest.Teacher.Sha256[..12]}…, these are {hash[..12]}…; "
                + "give the right file or train again");
        }

        _student = Architecture.Create(
            bundle.Manifest.Architecture, teacher.Spec, torch.CPU, initialise: false, bundle.Manifest.Without);
        using var weights = WeightFile.Open(bundle.WeightsPath);
        _student.Load(weights);
        _scorer = new PartScorer(_student, teacher, bundle.Rule, bundle.Input);
    }

    /// <summary>The bundle.</summary>
    public Bundle Bundle { get; }

    /// <summary>Scores test parts: normalised scores and maps, masks at map size.</summary>
    public IEnumerable<ScoredImage> Score(IReadOnlyList<TestPart> parts) => _scorer.Score(parts);

    /// <summary>Scores one image: normalised score and map.</summary>
    public ScoredImage Score(string path) => _scorer.Score([new TestPart(path, null, null)]).Single();

    /// <summary>New thresholds by the bundle's own map and score rule.</summary>
    /// <param name="heldOut">Good parts that the bundle did not learn from.</param>
    /// <param name="learnt">Good parts that it learnt from, for their spread; may be empty.</param>
    /// <param name="targetFalseReject">Wanted share of good parts rejected.</param>
    public CalibrationResult Calibrate(
        IReadOnlyList<HeldOutPart> heldOut, IReadOnlyList<GoodPart> learnt, double targetFalseReject)
    {
        const double Quantile = ThresholdCalibrator.PixelQuantile;
        var scores = _scorer.ScoreRaw(heldOut.Select(part => part.Path))
            .Zip(heldOut, (raw, part) => new HeldOutScore(part, raw.Score, raw.Quantile(Quantile)));
        var others = _scorer.ScoreRaw(learnt.Select(part => part.Path))
            .Zip(learnt, (raw, part) => new LearntScore(part, raw.Score, raw.Quantile(Quantile)));
        return ThresholdCalibrator.Calibrate([.. scores], [.. others], targetFalseReject);
    }

    /// <inheritdoc />
    public void Dispose() => _student.Dispose();
}
