namespace LineAD.Pipeline.Parts;

/// <summary>The evidence of one view.</summary>
/// <param name="State">What is known.</param>
/// <param name="Score">Normalised score when <see cref="ViewState.Scored"/>.</param>
/// <param name="ModelVersion">Version of the model that gave the score.</param>
internal readonly record struct ViewEvidence(ViewState State, double Score, int ModelVersion);
