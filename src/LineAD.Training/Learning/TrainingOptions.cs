using LineAD.Core.Scoring;

namespace LineAD.Training.Learning;

/// <summary>
/// What a training run can be told; everything here changes the result, so it is part of the checkpoint's key.
/// </summary>
public sealed record TrainingOptions
{
    /// <summary>Architecture id. Default <c>rd</c>.</summary>
    public string Architecture { get; init; } = "rd";

    /// <summary>
    /// Module to build and train without, to measure its worth: <c>sfm</c>, <c>mask</c>, <c>asff</c>, <c>filter</c> or
    /// <c>affm</c>, whichever the architecture has. Default null, the whole method.
    /// </summary>
    public string? Without { get; init; }

    /// <summary>Input size, both divisible by 32. Default 256 × 256.</summary>
    public InputSpec Input { get; init; } = new(256, 256);

    /// <summary>Optimiser steps. Default 200.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>Images a step. Default 4.</summary>
    public int BatchSize { get; init; } = 4;

    /// <summary>Adam's step size; it falls to a tenth over the last fifth of the run. Default 0.005.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>Seed of split, start values, order and augmentation. Default 111.</summary>
    public int Seed { get; init; } = 111;

    /// <summary>True to run the student's convolutions in bf16; weights, statistics and sums stay fp32.</summary>
    public bool Bf16 { get; init; }

    /// <summary>
    /// Ends the run early once the training loss falls by less than this share from one fifth of the steps to the next; 0
    /// (default) runs all steps. For losses that mean the same from the first step to the last.
    /// </summary>
    public double LeastGain { get; init; }

    /// <summary>Light augmentation of the good parts. Default none.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>Names the first setting that cannot work, with its value and a remedy; null when all can.</summary>
    public string? FirstProblem()
    {
        if (Input.Width < 32 || Input.Height < 32 || Input.Width % 32 != 0 || Input.Height % 32 != 0)
        {
            return $"input size {Input.Width} × {Input.Height}: both must be multiples of 32; use 256.";
        }

        if (Steps is < 1 or > 1_000_000)
        {
            return $"steps {Steps}: must be 1 to 1000000; use 200.";
        }

        if (BatchSize is < 2 or > 256)
        {
            return $"batch size {BatchSize}: must be 2 to 256 (batch-norm needs two); use 4.";
        }

        if (LeastGain is not (>= 0 and < 1))
        {
            return $"least gain {LeastGain}: must be 0 to 1; use 0 for all steps, or 0.01.";
        }

        if (LeastGain > 0 && TrainingRecipes.Get(Architecture).HasPhases)
        {
            return $"least gain {LeastGain}: {Architecture} learns in phases whose losses do not compare; use 0.";
        }

        return LearningRate is > 0 and <= 1
            ? Augmentation.FirstProblem()
            : $"learning rate {LearningRate}: must be above 0, at most 1; use 0.005.";
    }
}
