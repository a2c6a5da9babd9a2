using System.Numerics;

namespace LineAD.Training.Procedural;

/// <summary>
/// Signed distance to an outline in pixels, negative inside, at a point relative to the shape's centre.
/// </summary>
internal delegate float Shape(Vector2 point);

/// <summary>
/// Draws random outlines of a given radius: ellipses, boxes, polygons, stars, gears, rings, blobs, bars.
/// </summary>
internal sealed class ShapeFactory(Random random)
{
    /// <summary>An outline that fits into a circle of <paramref name="radius"/> pixels.</summary>
    public Shape Draw(float radius)
    {
        var shape = Outline(radius);
        var (sin, cos) = MathF.SinCos(random.Range(0, MathF.Tau));
        return p => shape(new Vector2((cos * p.X) - (sin * p.Y), (sin * p.X) + (cos * p.Y)));
    }

    private Shape Outline(float radius) => random.Next(7) switch
    {
        0 => Ellipse(radius, random.Range(0.4f, 1)),
        1 => Box(new Vector2(radius * 0.7f, radius * random.Range(0.2f, 0.7f)), radius * random.Range(0, 0.2f)),
        2 => Polygon(radius, random.Next(3, 8)),
        3 => Radial(radius * 0.8f, random.Next(3, 16), random.Range(0.05f, 0.25f)),
        4 => Ring(radius, random.Range(0.15f, 0.6f)),
        5 => Blob(radius * 0.75f),
        _ => Box(new Vector2(radius, radius * random.LogRange(0.02f, 0.2f)), 0),
    };

    private static Shape Ellipse(float radius, float ratio) =>
        p => (new Vector2(p.X, p.Y / ratio).Length() - radius) * ratio;

    private static Shape Box(Vector2 half, float rounding) => p =>
    {
        var d = Vector2.Abs(p) - half + new Vector2(rounding);
        return Vector2.Max(d, Vector2.Zero).Length() + MathF.Min(MathF.Max(d.X, d.Y), 0) - rounding;
    };

    private static Shape Polygon(float radius, int corners) => p =>
    {
        var sector = MathF.Tau / corners;
        var angle = MathF.Atan2(p.Y, p.X);
        var folded = angle - (sector * MathF.Round(angle / sector));
        return (p.Length() * MathF.Cos(folded)) - (radius * MathF.Cos(sector / 2));
    };

    private static Shape Radial(float radius, int teeth, float depth) => p =>
        p.Length() - (radius * (1 + (depth * Math.Clamp(2 * MathF.Sin(teeth * MathF.Atan2(p.Y, p.X)), -1, 1))));

    private static Shape Ring(float radius, float thickness) => p =>
        MathF.Abs(p.Length() - (radius * (1 - (thickness / 2)))) - (radius * thickness / 2);

    private Shape Blob(float radius)
    {
        var noise = new GradientNoise(random.Next());
        var lobes = random.Range(0.8f, 3);
        return p =>
        {
            var direction = p / MathF.Max(p.Length(), 1e-3f) * lobes;
            return p.Length() - (radius * (1 + (0.6f * noise.At(direction.X + 5, direction.Y + 5))));
        };
    }
}
