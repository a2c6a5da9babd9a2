using LineAD.Core.Wire;

namespace LineAD.Pipeline.Parts;

/// <summary>A decision that a part may be claimed with.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Score">Worst score known; null without one.</param>
/// <param name="ModelVersion">Version of the model of the view that decided; 0 for none.</param>
/// <param name="LateCause">Why it is late, for <see cref="Core.Wire.Basis.LatePolicy"/>.</param>
internal readonly record struct Proposal(
    Verdict Verdict, Basis Basis, double? Score = null, int ModelVersion = 0, string LateCause = "");
