namespace LineAD.Models.Bundles;

/// <summary>An image of the self-test.</summary>
public sealed record BundleReference
{
    /// <summary>File in the bundle, <c>reference/…</c>.</summary>
    public required string File { get; init; }

    /// <summary><c>good</c> or <c>bad</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Normalised score that it had after training, fp32.</summary>
    public required double Score { get; init; }
}
