using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using LineAD.Core.Scoring;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using LineAD.Training.Learning;
using LineAD.Training.Runs;

namespace LineAD.Training.Benchmarking;

/// <summary>Executes one case: trains on good parts, calibrates, then scores every test part of the category.</summary>
public sealed class BenchmarkRun(TrainingTeacher teacher, TimeProvider time)
{
    private const double TargetFalseReject = 0.01;
    private const int Digits = 5;

    /// <summary>Called after each report of a training; may be null.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Checkpoint file, so that a killed run goes on where it was; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>True to train in bf16.</summary>
    public bool Bf16 { get; init; }

    /// <summary>Seconds that each batch shape is tried when costs are measured.</summary>
    public double CostSeconds { get; init; } = 2;

    /// <summary>Options that name another grid than the default one, with a blank before each; part of the command of a result.</summary>
    public string Grid { get; init; } = string.Empty;

    /// <summary>Runs a case.</summary>
    /// <param name="run">The case.</param>
    /// <param name="dataset">Its category, with test parts.</param>
    /// <param name="cancellationToken">Stops between two steps; the checkpoint is written first.</param>
    /// <exception cref="Core.Errors.ModelBundleException">The case names what does not exist.</exception>
    public BenchmarkResult Execute(BenchmarkCase run, CategoryDataset dataset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(dataset);
        var (split, images, seconds) = run.IsReference ? Reference(run, dataset) : Trained(run, dataset, cancellationToken);
        return new BenchmarkResult
        {
            Case = run,
            Metrics = CategoryEvaluator.Evaluate(images),
            Good = [.. images.Where(image => !image.IsDefective).Select(image => Rounded(image.Score))],
            Defective = [.. images.Where(image => image.IsDefective).Select(image => Rounded(image.Score))],
            PartsSha256 = HashOf(dataset),
            TrainingParts = split.Training.Count,
            HeldOutParts = split.HeldOut.Count,
            TrainingSeconds = Math.Round(seconds, 1),
            Cost = run.IsReference ? null : new CostMeter(time, CostSeconds).Measure(run),
            Machine = Machine(),
            Command = $"linead benchmark{Grid} --only {run.Id} --again",
        };
    }

    private (GoodPartSplit, IReadOnlyList<ScoredImage>, double) Trained(
        BenchmarkCase run, CategoryDataset dataset, CancellationToken cancellationToken)
    {
        using var model = new TrainingRun(run.Options(Bf16), teacher, time)
        {
            Progress = Progress,
            CheckpointPath = CheckpointPath,
            TargetFalseReject = TargetFalseReject,
        }.Execute(dataset.Good, cancellationToken);
        return (model.Split, [.. model.Score(dataset.Test)], model.TrainingSeconds);
    }

    private (GoodPartSplit, IReadOnlyList<ScoredImage>, double) Reference(BenchmarkCase run, CategoryDataset dataset)
    {
        var (split, images) = new NeighbourRun(teacher, new InputSpec(run.Size, run.Size), run.Seed, TargetFalseReject)
            .Execute(dataset);
        return (split, images, 0);
    }

    private static double Rounded(double score) =>
        double.Parse(score.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string HashOf(CategoryDataset dataset) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', dataset.Test.Select(part => $"{part.Defect}/{Path.GetFileName(part.Path)}")))));

    private string Machine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} threads, training {(Bf16 ? "bf16" : "fp32")}");
}
