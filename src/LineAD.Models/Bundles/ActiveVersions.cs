namespace LineAD.Models.Bundles;

/// <summary>What the file <c>active</c> of a category and view says.</summary>
/// <param name="Current">Version that serves.</param>
/// <param name="Previous">Version that served before, for a rollback; null when there was none.</param>
public readonly record struct ActiveVersions(int Current, int? Previous);
