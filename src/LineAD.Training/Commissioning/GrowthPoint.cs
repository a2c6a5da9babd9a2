namespace LineAD.Training.Commissioning;

/// <summary>How parts score that a model has not learnt from, by the number of parts that it learnt from.</summary>
/// <param name="Parts">Parts learnt from.</param>
/// <param name="LeftOut">Parts scored.</param>
/// <param name="Score">Geometric mean of their raw scores.</param>
/// <param name="Threshold">Raw threshold that their scores would give.</param>
public sealed record GrowthPoint(int Parts, int LeftOut, double Score, double Threshold);
