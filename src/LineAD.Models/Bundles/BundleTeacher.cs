namespace LineAD.Models.Bundles;

/// <summary>The teacher of a bundle.</summary>
public sealed record BundleTeacher
{
    /// <summary>Teacher id.</summary>
    public required string Id { get; init; }

    /// <summary>Hash of its weights, see <see cref="Networks.ContentHash"/>.</summary>
    public required string Sha256 { get; init; }
}
