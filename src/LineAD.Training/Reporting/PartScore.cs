namespace LineAD.Training.Reporting;

/// <summary>One part in a JSON report.</summary>
/// <param name="Name">File name.</param>
/// <param name="Defect">Kind of defect, or <c>good</c>.</param>
/// <param name="Score">Normalised score.</param>
public sealed record PartScore(string Name, string Defect, double Score);
