using System.Text.Json.Serialization;
using LineAD.Training.Evaluation;

namespace LineAD.Training.Benchmarking;

/// <summary>What one run gave: a file of its own, committed, from which tables are made.</summary>
public sealed record BenchmarkResult
{
    /// <summary>What was run.</summary>
    public required BenchmarkCase Case { get; init; }

    /// <summary>Metrics on all test parts.</summary>
    public required CategoryMetrics Metrics { get; init; }

    /// <summary>Normalised scores of the good test parts, in the order of the data.</summary>
    [JsonConverter(typeof(FlatNumbers))]
    public required IReadOnlyList<double> Good { get; init; }

    /// <summary>Normalised scores of the defective ones.</summary>
    [JsonConverter(typeof(FlatNumbers))]
    public required IReadOnlyList<double> Defective { get; init; }

    /// <summary>SHA-256 of the test parts' names: runs with equal ones saw the same parts in the same order.</summary>
    public required string PartsSha256 { get; init; }

    /// <summary>Parts learnt from.</summary>
    public required int TrainingParts { get; init; }

    /// <summary>Parts held out for the thresholds.</summary>
    public required int HeldOutParts { get; init; }

    /// <summary>Wall-clock seconds of the training; 0 for the reference.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>What a frame costs; null for the reference, which does not run in the service.</summary>
    public InferenceCost? Cost { get; init; }

    /// <summary>Processor, threads, precision of the training.</summary>
    public required string Machine { get; init; }

    /// <summary>Command that gives this result.</summary>
    public required string Command { get; init; }
}
