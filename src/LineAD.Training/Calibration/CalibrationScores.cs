namespace LineAD.Training.Calibration;

/// <summary>The scores that a calibration used.</summary>
/// <param name="HeldOut">Raw scores of good parts by models that had not learnt from them.</param>
/// <param name="Learnt">Raw scores of parts that the model learnt from, for their spread; may be empty.</param>
public sealed record CalibrationScores(IReadOnlyList<HeldOutScore> HeldOut, IReadOnlyList<LearntScore> Learnt);
