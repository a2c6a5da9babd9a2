namespace LineAD.Training.Learning;

/// <summary>What an architecture is, where it comes from and what of it is ours; goes into <c>report.json</c>.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Source">Publication.</param>
/// <param name="Known">What of it was public to us.</param>
/// <param name="Basis"><c>as published</c> or <c>our reconstruction</c>.</param>
/// <param name="Choices">Every choice of ours, with its reason.</param>
public sealed record MethodNote(
    string Name, string Source, string Known, string Basis, IReadOnlyList<string> Choices);
