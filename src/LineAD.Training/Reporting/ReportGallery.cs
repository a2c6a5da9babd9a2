namespace LineAD.Training.Reporting;

/// <summary>Parts shown together.</summary>
/// <param name="Heading">What they have in common.</param>
/// <param name="Parts">The parts.</param>
public sealed record ReportGallery(string Heading, IReadOnlyList<ReportPart> Parts);
