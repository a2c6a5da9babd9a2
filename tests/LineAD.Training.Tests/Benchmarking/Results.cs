using LineAD.Training.Benchmarking;
using LineAD.Training.Evaluation;

namespace LineAD.Training.Tests.Benchmarking;

/// <summary>Invented results, for tables and intervals.</summary>
internal static class Results
{
    public static BenchmarkCase Case(string row, string category = "nut", int seed = 1)
    {
        var names = row.Split(BenchmarkCase.Leaving);
        return new BenchmarkCase
        {
            Architecture = names[0],
            Without = names.Length > 1 ? names[1] : null,
            Category = category,
            Seed = seed,
            Teacher = "builtin",
            Size = 64,
            Steps = row == "knn" ? 0 : 10,
            Batch = row == "knn" ? 0 : 8,
        };
    }

    public static BenchmarkResult Of(BenchmarkCase run, double shift, double pixelAp = 0.5)
    {
        var random = new Random(17);
        var good = Enumerable.Range(0, 40).Select(_ => random.NextDouble()).ToArray();
        var defective = Enumerable.Range(0, 40).Select(_ => random.NextDouble() + shift).ToArray();
        return new BenchmarkResult
        {
            Case = run,
            Metrics = CategoryEvaluator.Evaluate(
                [.. good.Select(score => Image(score, false)), .. defective.Select(score => Image(score, true))])
                with
            { PixelAveragePrecision = pixelAp },
            Good = good,
            Defective = defective,
            PartsSha256 = "ab",
            TrainingParts = 20,
            HeldOutParts = 8,
            TrainingSeconds = 12,
            Cost = run.IsReference ? null : new InferenceCost(1_000_000, 2_000_000, 20, 12, "bf16"),
            Machine = "X64, 2 threads, training bf16",
            Command = $"linead benchmark --only {run.Id} --again",
        };
    }

    private static ScoredImage Image(double score, bool isDefective) => new("x", isDefective, score, 1, [], []);
}
