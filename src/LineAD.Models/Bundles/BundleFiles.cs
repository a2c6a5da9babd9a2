namespace LineAD.Models.Bundles;

/// <summary>Names in a bundle.</summary>
public static class BundleFiles
{
    /// <summary>The manifest.</summary>
    public const string Manifest = "bundle.json";

    /// <summary>The student's weights.</summary>
    public const string Weights = "weights.safetensors";

    /// <summary>Results of the evaluation after training.</summary>
    public const string Report = "report.json";

    /// <summary>Folder of the report's page and pictures.</summary>
    public const string ReportFolder = "report";

    /// <summary>Hashes of all other files.</summary>
    public const string Sums = "SHA256SUMS";

    /// <summary>Folder of the self-test's images.</summary>
    public const string ReferenceFolder = "reference";
}
