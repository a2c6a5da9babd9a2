using LineAD.Core.Wire;

namespace LineAD.Pipeline.Masks;

/// <summary>Regions as the extractor gives them to regions as they go on the wire.</summary>
internal static class MaskRegions
{
    public static DefectRegion ToWire(Core.Scoring.DefectRegion region)
    {
        var polygon = new PixelPoint[region.Polygon.Count / 2];
        for (var i = 0; i < polygon.Length; i++)
        {
            polygon[i] = new PixelPoint(region.Polygon[2 * i], region.Polygon[(2 * i) + 1]);
        }

        return new DefectRegion(
            region.X, region.Y, region.Width, region.Height, region.Area, region.PeakScore, polygon);
    }
}
