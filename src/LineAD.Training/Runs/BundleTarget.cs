namespace LineAD.Training.Runs;

/// <summary>What a bundle is called.</summary>
/// <param name="Category">Product category, 1 to 16 of <c>[a-z0-9_-]</c>.</param>
/// <param name="View">View of the part. Default <c>main</c>.</param>
/// <param name="Version">Version, 1 to 99999; null for the next free one.</param>
public sealed record BundleTarget(string Category, string View = "main", int? Version = null);
