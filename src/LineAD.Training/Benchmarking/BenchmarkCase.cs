using System.Globalization;
using LineAD.Core.Scoring;
using LineAD.Training.Learning;

namespace LineAD.Training.Benchmarking;

/// <summary>One run of the grid; two runs with equal cases give equal results on one machine.</summary>
public sealed record BenchmarkCase
{
    /// <summary>Word between an architecture and the module left out, in plans and tables.</summary>
    public const string Leaving = " without ";

    /// <summary>Id of the nearest-neighbour reference, which exists here only.</summary>
    public const string NearestNeighbour = "knn";

    /// <summary>Architecture id, or <see cref="NearestNeighbour"/>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Module left out; null for the whole method.</summary>
    public string? Without { get; init; }

    /// <summary>Category: a folder of the data.</summary>
    public required string Category { get; init; }

    /// <summary>Seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Teacher id.</summary>
    public required string Teacher { get; init; }

    /// <summary>Side of the input, pixels.</summary>
    public required int Size { get; init; }

    /// <summary>Optimiser steps; 0 for the reference, which learns nothing.</summary>
    public required int Steps { get; init; }

    /// <summary>Images a step; 0 for the reference.</summary>
    public required int Batch { get; init; }

    /// <summary>Architecture and what it is left without: the row of a table.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Row => Without is null ? Architecture : $"{Architecture}{Leaving}{Without}";

    /// <summary>Category, row and seed, for instance <c>hazelnut/rd/1</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Category}/{Row.Replace(' ', '-')}/{Seed}");

    /// <summary>File of its result.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string FileName => $"{Id.Replace('/', '.')}.json";

    /// <summary>True for the reference.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsReference => Architecture == NearestNeighbour;

    internal TrainingOptions Options(bool bf16) => new()
    {
        Architecture = Architecture,
        Without = Without,
        Input = new InputSpec(Size, Size),
        Steps = Steps,
        BatchSize = Batch,
        Seed = Seed,
        Bf16 = bf16,
    };
}
