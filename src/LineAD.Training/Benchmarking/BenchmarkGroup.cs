namespace LineAD.Training.Benchmarking;

/// <summary>A block of the grid: every row on every category with every seed.</summary>
public sealed record BenchmarkGroup
{
    /// <summary>Architecture ids, each alone or as <c>ID without MODULE</c>; <c>knn</c> for the reference.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>Folders of the data.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Seeds.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>Optimiser steps; the reference has none.</summary>
    public int Steps { get; init; }
}
