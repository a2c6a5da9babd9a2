namespace LineAD.Training.Reporting;

/// <summary>Scores of parts that belong together, one row of the score chart.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Kind">Their truth, which is also their colour.</param>
/// <param name="Scores">Normalised scores, threshold 1.0.</param>
public sealed record ScoreGroup(string Name, ScoreKind Kind, IReadOnlyList<double> Scores);
