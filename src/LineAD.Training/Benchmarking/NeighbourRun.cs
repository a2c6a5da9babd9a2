using LineAD.Core.Scoring;
using LineAD.Imaging;
using LineAD.Imaging.Masks;
using LineAD.Training.Calibration;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using LineAD.Training.Runs;

namespace LineAD.Training.Benchmarking;

/// <summary>The reference on a category: same split, same calibration and same metrics as the students.</summary>
internal sealed class NeighbourRun(TrainingTeacher teacher, InputSpec input, int seed, double targetFalseReject)
{
    public (GoodPartSplit Split, IReadOnlyList<ScoredImage> Images) Execute(CategoryDataset dataset)
    {
        const double Quantile = ThresholdCalibrator.PixelQuantile;
        var split = GoodPartSplit.Draw(dataset.Good, seed);
        using var bank = new NeighbourBank(teacher, [.. split.Training.Select(part => part.Path)], input, seed);
        var heldOut = bank.Score(split.HeldOut.Select(part => part.Path))
            .Zip(split.HeldOut, (raw, part) => new HeldOutScore(part, raw.Score, raw.Quantile(Quantile))).ToList();

        // Learnt parts have distance zero to themselves, so their spread says nothing here.
        var thresholds = ThresholdCalibrator.Calibrate(heldOut, [], targetFalseReject);
        return (split, [.. bank.Score(dataset.Test.Select(part => part.Path))
            .Zip(dataset.Test, (raw, part) => Normalised(raw, part, thresholds))]);
    }

    private ScoredImage Normalised(RawScore raw, TestPart part, CalibrationResult thresholds) => new(
        part.Path,
        part.IsDefective,
        raw.Score / thresholds.Image.Value,
        input.Width,
        Array.ConvertAll(raw.Map, value => (float)(value / thresholds.PixelThreshold)),
        part.MaskPath is null ? [] : MaskResizer.Resize(ImageFiles.LoadMask(part.MaskPath), input.Width, input.Height));
}
