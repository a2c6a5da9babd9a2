namespace LineAD.Training.Learning;

/// <summary>One point of a learning curve.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">Mean loss on the training parts since the last point.</param>
/// <param name="HeldOutLoss">Loss on the held-out good parts; NaN when there are none. Nothing is chosen by it.</param>
public sealed record TrainingPoint(int Step, double Loss, double HeldOutLoss);
