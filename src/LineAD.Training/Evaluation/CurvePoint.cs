namespace LineAD.Training.Evaluation;

/// <summary>A point of a curve over all thresholds.</summary>
/// <param name="Threshold">Normalised score from which on it counts as a defect.</param>
/// <param name="X">False-positive rate of a ROC curve, recall of a precision-recall curve; 0 to 1.</param>
/// <param name="Y">True-positive rate, or precision; 0 to 1.</param>
public sealed record CurvePoint(double Threshold, double X, double Y);
