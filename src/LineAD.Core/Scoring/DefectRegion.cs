namespace LineAD.Core.Scoring;

/// <summary>One connected defect, in pixels of the frame as the camera sent it.</summary>
/// <param name="X">Left edge of the bounding box.</param>
/// <param name="Y">Top edge of the bounding box.</param>
/// <param name="Width">Width of the bounding box.</param>
/// <param name="Height">Height of the bounding box.</param>
/// <param name="Area">Pixels of the region in the mask.</param>
/// <param name="PeakScore">Highest normalised map value in the region, at least 1.0.</param>
/// <param name="Polygon">Outline as x, y, x, y, …; at most 64 points.</param>
public sealed record DefectRegion(
    int X, int Y, int Width, int Height, int Area, double PeakScore, IReadOnlyList<int> Polygon);
