namespace LineAD.Training.Evaluation;

/// <summary>What one distinct score adds to a descending sweep.</summary>
/// <param name="Score">The score.</param>
/// <param name="Positives">Defective pixels (or images) at it.</param>
/// <param name="Negatives">Good pixels (or images) at it.</param>
/// <param name="RegionWeight">Sum of 1/|component| over the defective pixels at it.</param>
internal readonly record struct RankingStep(float Score, long Positives, long Negatives, double RegionWeight);
