using System.Text.Json.Serialization;

namespace LineAD.Models.Bundles;

/// <summary>The content of <c>bundle.json</c>: everything about a trained model but its weights.</summary>
public sealed record BundleManifest
{
    /// <summary>Format that this version of LineAD reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format version.</summary>
    public required int Format { get; init; }

    /// <summary>Product category.</summary>
    public required string Category { get; init; }

    /// <summary>View of the part.</summary>
    public required string View { get; init; }

    /// <summary>Version, 1 to 99999.</summary>
    public required int Version { get; init; }

    /// <summary>Architecture id.</summary>
    public required string Architecture { get; init; }

    /// <summary>Module that the student was trained without (an ablation); null for the whole method.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Without { get; init; }

    /// <summary>Teacher that the student was trained with.</summary>
    public required BundleTeacher Teacher { get; init; }

    /// <summary>Input size and how an image gets there.</summary>
    public required BundleInput Input { get; init; }

    /// <summary>How maps and scores are made.</summary>
    public required BundleMap Map { get; init; }

    /// <summary>Precision wanted: <c>auto</c>, <c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Thresholds and where they come from.</summary>
    public required BundleCalibration Calibration { get; init; }

    /// <summary>Images with expected scores, for the self-test at load; at least one.</summary>
    public required IReadOnlyList<BundleReference> References { get; init; }

    /// <summary>Largest difference of a reference score, relative to max(1, expected). Above 0, at most 0.5.</summary>
    public required double ReferenceTolerance { get; init; }

    /// <summary>When, from what and how it was trained; free text by name.</summary>
    public required IReadOnlyDictionary<string, string> Provenance { get; init; }
}
