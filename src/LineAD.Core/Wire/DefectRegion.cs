namespace LineAD.Core.Wire;

/// <summary>One connected region above the pixel threshold, in pixels of the frame as the camera sent it.</summary>
/// <param name="X">Left edge of the bounding box.</param>
/// <param name="Y">Top edge of the bounding box.</param>
/// <param name="Width">Width of the bounding box, at least 1.</param>
/// <param name="Height">Height of the bounding box, at least 1.</param>
/// <param name="Area">Pixels in the region, at least 1.</param>
/// <param name="PeakScore">Highest value of the normalised map in it; 1.0 is the threshold.</param>
/// <param name="Polygon">Outline, without holes; the last point joins the first.</param>
public sealed record DefectRegion(
    int X, int Y, int Width, int Height, int Area, double PeakScore, IReadOnlyList<PixelPoint> Polygon);
