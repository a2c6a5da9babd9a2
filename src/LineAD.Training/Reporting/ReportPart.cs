using LineAD.Imaging.Overlays;

namespace LineAD.Training.Reporting;

/// <summary>One part in a report, with its pictures.</summary>
/// <param name="Name">File name, and the defect if it is one.</param>
/// <param name="IsDefective">Truth of the part.</param>
/// <param name="Score">Normalised score.</param>
/// <param name="Panels">Frame, heatmap and mask.</param>
public sealed record ReportPart(string Name, bool IsDefective, double Score, OverlayPanels Panels)
{
    /// <summary>True when the verdict at the threshold 1.0 contradicts the truth.</summary>
    public bool IsWrong => (Score >= 1) != IsDefective;
}
