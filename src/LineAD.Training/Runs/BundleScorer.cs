using LineAD.Core.Errors;
using LineAD.Imaging;
using LineAD.Imaging.Masks;
using LineAD.Models.Bundles;
using LineAD.Models.Networks;
using LineAD.Models.Weights;
using LineAD.Training.Calibration;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using LineAD.Training.Learning;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>
/// Scores images with a bundle in fp32, outside the service: for evaluation, calibration and inspection.
/// </summary>
public sealed class BundleScorer : IDisposable
{
    private const int Chunk = 8;
    private readonly TrainingTeacher _teacher;
    private readonly Student _student;

    /// <param name="bundle">A verified bundle.</param>
    /// <param name="teacher">Its teacher; kept by the caller.</param>
    /// <exception cref="ModelBundleException">The teacher is not the one that the bundle was trained with.</exception>
    public BundleScorer(Bundle bundle, TrainingTeacher teacher)
    {
        (Bundle, _teacher) = (bundle, teacher);
        var hash = ContentHash.Of(teacher.Network);
        if (hash != bundle.Manifest.Teacher.Sha256)
        {
            throw new ModelBundleException(
                $"bundle '{bundle.Directory}' was trained with the {bundle.Manifest.Teacher.Id} weights "
                + $"{bundle.Manifest.Teacher.Sha256[..12]}…, these are {hash[..12]}…; "
                + "give the right file or train again");
        }

        _student = Architecture.Create(bundle.Manifest.Architecture, teacher.Spec, torch.CPU, initialise: false);
        using var weights = WeightFile.Open(bundle.WeightsPath);
        _student.Load(weights);
    }

    /// <summary>The bundle.</summary>
    public Bundle Bundle { get; }

    /// <summary>Scores test parts: normalised scores and maps, masks at map size.</summary>
    public IEnumerable<ScoredImage> Score(IReadOnlyList<TestPart> parts) => parts.Chunk(Chunk).SelectMany(chunk =>
        ScoreRaw(chunk.Select(part => part.Path)).Zip(chunk, Normalised));

    /// <summary>Scores one image: normalised score and map.</summary>
    public ScoredImage Score(string path) => Normalised(ScoreRaw([path]).Single(), new TestPart(path, null, null));

    /// <summary>New thresholds by the bundle's own map and score rule.</summary>
    /// <param name="heldOut">Good parts that the bundle did not learn from.</param>
    /// <param name="learnt">Good parts that it learnt from, for their spread; may be empty.</param>
    /// <param name="targetFalseReject">Wanted share of good parts rejected.</param>
    public CalibrationResult Calibrate(
        IReadOnlyList<HeldOutPart> heldOut, IReadOnlyList<GoodPart> learnt, double targetFalseReject)
    {
        const double Quantile = ThresholdCalibrator.PixelQuantile;
        var scores = ScoreRaw(heldOut.Select(part => part.Path))
            .Zip(heldOut, (raw, part) => new HeldOutScore(part, raw.Score, raw.Quantile(Quantile)));
        var others = ScoreRaw(learnt.Select(part => part.Path))
            .Zip(learnt, (raw, part) => new LearntScore(part, raw.Score, raw.Quantile(Quantile)));
        return ThresholdCalibrator.Calibrate([.. scores], [.. others], targetFalseReject);
    }

    /// <inheritdoc />
    public void Dispose() => _student.Dispose();

    private IEnumerable<RawScore> ScoreRaw(IEnumerable<string> paths) => paths.Chunk(Chunk).SelectMany(ScoreChunk);

    private List<RawScore> ScoreChunk(string[] paths)
    {
        var images = paths.Select(path => ImageFiles.LoadRgb(path, Bundle.Input)).ToList();
        using var features = new TeacherFeatures(_teacher.Spec, _teacher.Network, images, torch.float32, 0);
        return [.. new RawScorer(_student, Bundle.Input, Bundle.Rule).Score(features)];
    }

    private ScoredImage Normalised(RawScore raw, TestPart part)
    {
        var (rule, input) = (Bundle.Rule, Bundle.Input);
        var map = Array.ConvertAll(raw.Map, value => (float)(value / rule.PixelThreshold));
        var mask = part.MaskPath is null
            ? []
            : MaskResizer.Resize(ImageFiles.LoadMask(part.MaskPath), input.Width, input.Height);
        return new ScoredImage(part.Path, part.IsDefective, raw.Score / rule.ImageThreshold, input.Width, map, mask);
    }
}
