namespace LineAD.Training.Learning;

/// <summary>Where a run stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">Mean loss since the last report.</param>
/// <param name="HeldOutLoss">Loss on the held-out good parts; an early number, nothing is chosen by it.</param>
/// <param name="Elapsed">Time since the start of this process's part of the run.</param>
/// <param name="Remaining">Estimate from the mean time of a step.</param>
public sealed record TrainingProgress(
    int Step, int Steps, double Loss, double HeldOutLoss, TimeSpan Elapsed, TimeSpan Remaining);
