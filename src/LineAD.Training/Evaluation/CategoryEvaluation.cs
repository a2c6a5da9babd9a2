namespace LineAD.Training.Evaluation;

/// <summary>Everything that is computed on the test parts of a category.</summary>
/// <param name="Metrics">The metrics.</param>
/// <param name="Curves">The curves behind them.</param>
public sealed record CategoryEvaluation(CategoryMetrics Metrics, CategoryCurves Curves);
