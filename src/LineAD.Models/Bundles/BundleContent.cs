namespace LineAD.Models.Bundles;

/// <summary>What becomes a bundle.</summary>
/// <param name="Manifest">The manifest; its references name files of <paramref name="References"/>.</param>
/// <param name="WriteWeights">Writes the student's weights as safetensors.</param>
/// <param name="References">Image files by their path in the bundle, <c>reference/…</c>.</param>
/// <param name="ReportJson">The evaluation's results, UTF-8.</param>
public sealed record BundleContent(
    BundleManifest Manifest,
    Action<Stream> WriteWeights,
    IReadOnlyDictionary<string, byte[]> References,
    ReadOnlyMemory<byte> ReportJson)
{
    /// <summary>Pages and pictures for people, by their path in the bundle, <c>report/…</c>.</summary>
    public IReadOnlyDictionary<string, byte[]> ReportFiles { get; init; } = new Dictionary<string, byte[]>();
}
