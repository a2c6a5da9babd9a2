using System.Text.Json.Serialization;
using LineAD.Models.Scoring;

namespace LineAD.Models.Bundles;

/// <summary>How anomaly maps and scores are made.</summary>
public sealed record BundleMap
{
    /// <summary>Value of <see cref="Join"/> for the largest kind at each pixel.</summary>
    public const string Largest = "largest";

    /// <summary>Value of <see cref="Join"/> for the mean of the kinds.</summary>
    public const string Mean = "mean";

    /// <summary>Corner convention of upsampling; always false.</summary>
    public required bool AlignCorners { get; init; }

    /// <summary>Deviation of the Gaussian, pixels of the input size, 0 to 64.</summary>
    public required double BlurSigma { get; init; }

    /// <summary>Image score: 1 for the maximum, more for the mean of that many largest pixels.</summary>
    public required int TopPixels { get; init; }

    /// <summary>
    /// Scales of the kinds of maps, where a student gives more than one kind; null to sum all maps as they are.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MapScale>? Scales { get; init; }

    /// <summary>How scaled kinds become one map: <c>mean</c>, also when null, or <c>largest</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Join { get; init; }

    /// <summary>Smallest region kept in a mask, pixels of the input size.</summary>
    public required int MinimumArea { get; init; }
}
