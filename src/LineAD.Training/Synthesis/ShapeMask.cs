using System.Numerics;
using LineAD.Training.Procedural;

namespace LineAD.Training.Synthesis;

/// <summary>
/// One outline around a place: blobs, rings, polygons and thin bars from a fiftieth to a third of its side. Large
/// and thin regions are what thresholded noise hardly ever gives.
/// </summary>
internal static class ShapeMask
{
    private const float LeastRadius = 0.02f;
    private const float MostRadius = 0.3f;

    /// <summary>True inside the outline.</summary>
    public static bool[] Draw(int width, int height, Vector2 centre, Random random)
    {
        var mask = new bool[width * height];
        var radius = MathF.Max(1.5f, Math.Min(width, height) * random.LogRange(LeastRadius, MostRadius));
        var shape = new ShapeFactory(random).Draw(radius);
        for (var y = Math.Max(0, (int)(centre.Y - radius)); y < Math.Min(height, centre.Y + radius); y++)
        {
            for (var x = Math.Max(0, (int)(centre.X - radius)); x < Math.Min(width, centre.X + radius); x++)
            {
                mask[(y * width) + x] = shape(new Vector2(x, y) - centre) < 0.5f;
            }
        }

        return mask;
    }
}
