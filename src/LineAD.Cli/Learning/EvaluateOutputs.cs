namespace LineAD.Cli.Learning;

/// <summary>Files that <c>linead evaluate</c> writes; null for none.</summary>
/// <param name="Json">Metrics and all scores.</param>
/// <param name="Html">The report.</param>
internal sealed record EvaluateOutputs(string? Json, string? Html);
