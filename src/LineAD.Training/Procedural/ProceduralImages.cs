using System.Numerics;

namespace LineAD.Training.Procedural;

/// <summary>
/// Draws the pictures that the built-in teacher learns from; nothing photographic goes in. One third each: surfaces
/// next to surfaces, dead leaves (overlapping shapes of log-uniform size, whose statistics come close to photographs'),
/// and parts: an object with holes, marks, scratches and shading on a background. Picture <c>n</c> of a seed is always
/// the same.
/// </summary>
internal sealed class ProceduralImages(int seed, int size)
{
    /// <summary>Draws picture <paramref name="index"/> as RGB bytes, size × size × 3; thread-safe.</summary>
    public byte[] Draw(int index)
    {
        var random = new Random(unchecked((seed * 7919) + index));
        var canvas = new Canvas(size);
        switch (index % 3)
        {
            case 0:
                DrawSurfaces(canvas, random);
                break;
            case 1:
                DrawLeaves(canvas, random);
                break;
            default:
                DrawPart(canvas, random);
                break;
        }

        Finish(canvas, random);
        return canvas.ToBytes();
    }

    private static void DrawSurfaces(Canvas canvas, Random random)
    {
        var textures = new TextureFactory(random);
        canvas.Fill(textures.Draw());
        for (var i = random.Next(0, 4); i > 0; i--)
        {
            PaintShape(canvas, random, canvas.Size * random.Range(0.2f, 0.8f), random.Range(0.5f, 1));
        }
    }

    private static void DrawLeaves(Canvas canvas, Random random)
    {
        canvas.Fill(new TextureFactory(random).Draw());
        for (var i = random.Next(30, 150); i > 0; i--)
        {
            PaintShape(canvas, random, random.LogRange(3, canvas.Size * 0.35f), 1);
        }
    }

    private static void DrawPart(Canvas canvas, Random random)
    {
        var textures = new TextureFactory(random);
        canvas.Fill(random.Chance(0.5) ? textures.Draw(random.Next(2)) : textures.Draw());
        var size = canvas.Size;
        var radius = size * random.Range(0.25f, 0.6f);
        var centre = new Vector2(size * random.Range(0.35f, 0.65f), size * random.Range(0.35f, 0.65f));
        var shape = new ShapeFactory(random).Draw(radius);
        canvas.Paint(shape, centre, radius, Shaded(textures.Draw(), centre, radius, random));
        for (var i = random.Next(0, 25); i > 0; i--)
        {
            var at = centre + (radius * new Vector2(random.Range(-0.8f, 0.8f), random.Range(-0.8f, 0.8f)));
            var detail = random.LogRange(1.5f, radius * 0.4f);
            canvas.Paint(new ShapeFactory(random).Draw(detail), at, detail, textures.Draw(), random.Range(0.2f, 1));
        }
    }

    private static Texture Shaded(Texture texture, Vector2 centre, float radius, Random random)
    {
        var light = centre + (radius * new Vector2(random.Range(-0.7f, 0.7f), random.Range(-0.7f, 0.7f)));
        var strength = random.Range(0, 0.5f);
        return (x, y) =>
            texture(x, y) * (1 + strength - (strength * Vector2.Distance(new Vector2(x, y), light) / radius));
    }

    private static void PaintShape(Canvas canvas, Random random, float radius, float opacity)
    {
        var centre = new Vector2(canvas.Size * random.Range(-0.1f, 1.1f), canvas.Size * random.Range(-0.1f, 1.1f));
        var flat = random.Colour();
        var texture = random.Chance(0.4) ? ((_, _) => flat) : new TextureFactory(random).Draw();
        canvas.Paint(new ShapeFactory(random).Draw(radius), centre, radius, texture, opacity);
    }

    /// <summary>What a camera does: grey sensors, exposure, gamma, focus, noise.</summary>
    private static void Finish(Canvas canvas, Random random)
    {
        for (var i = random.Chance(0.5) ? random.Next(1, 4) : 0; i > 0; i--)
        {
            canvas.Blur();
        }

        var grey = random.Chance(0.2);
        var (gain, offset) = (random.Range(0.6f, 1.2f), random.Range(-0.1f, 0.15f));
        var sigma = random.Chance(0.5) ? random.LogRange(0.003f, 0.05f) : 0;
        for (var i = 0; i < canvas.Pixels.Length; i++)
        {
            var p = canvas.Pixels[i];
            p = grey ? new Vector3((0.3f * p.X) + (0.6f * p.Y) + (0.1f * p.Z)) : p;
            var noise = sigma * (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 2;
            canvas.Pixels[i] = (p * gain) + new Vector3(offset + noise);
        }
    }
}
