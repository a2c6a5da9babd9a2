namespace LineAD.Models.Bundles;

/// <summary>Thresholds, set on held-out good parts.</summary>
public sealed record BundleCalibration
{
    /// <summary>Raw image score that becomes 1.0. Above 0.</summary>
    public required double ImageThreshold { get; init; }

    /// <summary>Raw map value that becomes 1.0. Above 0.</summary>
    public required double PixelThreshold { get; init; }

    /// <summary>Method, for instance <c>quantile</c> or <c>tolerance-bound</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Held-out good parts.</summary>
    public required int HeldOut { get; init; }

    /// <summary>False-reject rate that was asked for, 0 to 1.</summary>
    public required double TargetFalseReject { get; init; }

    /// <summary>False-reject rate to expect, 0 to 1.</summary>
    public required double ExpectedFalseReject { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public required double ExpectedFalseRejectLow { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public required double ExpectedFalseRejectHigh { get; init; }
}
