namespace LineAD.Training.Teaching;

/// <summary>How the built-in teacher is made. The defaults are those that made the file in the repository.</summary>
public sealed record TeacherRecipe
{
    /// <summary>Optimiser steps; each sees new pictures. Default 1000.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>Pictures a step. Default 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>
    /// Side of the pictures, a multiple of 32. Default 128: features are local, and four times as many fit in.
    /// </summary>
    public int PictureSize { get; init; } = 128;

    /// <summary>Peak step size of AdamW; 50 steps of warm-up, then a cosine to zero. Default 0.002.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Seed of pictures and start values. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>True to run convolutions in bf16. Default true.</summary>
    public bool Bf16 { get; init; } = true;
}
