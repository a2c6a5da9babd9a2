using System.Numerics;

namespace LineAD.Training.Procedural;

/// <summary>
/// A square picture in floating point; painting is a loop over the pixels of a shape's bounding square.
/// </summary>
internal sealed class Canvas(int size)
{
    public int Size { get; } = size;

    public Vector3[] Pixels { get; } = new Vector3[size * size];

    public void Fill(Texture texture)
    {
        for (var i = 0; i < Pixels.Length; i++)
        {
            Pixels[i] = texture(i % Size, i / Size);
        }
    }

    /// <summary>
    /// Paints <paramref name="texture"/> inside <paramref name="shape"/>, edge softened over one pixel.
    /// </summary>
    public void Paint(Shape shape, Vector2 centre, float radius, Texture texture, float opacity = 1)
    {
        var (left, right) = Span(centre.X, radius);
        var (top, bottom) = Span(centre.Y, radius);
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var cover = opacity * Math.Clamp(0.5f - shape(new Vector2(x, y) - centre), 0, 1);
                if (cover > 0)
                {
                    ref var pixel = ref Pixels[(y * Size) + x];
                    pixel = Vector3.Lerp(pixel, texture(x, y), cover);
                }
            }
        }
    }

    /// <summary>Three-by-three binomial blur, in place.</summary>
    public void Blur()
    {
        var source = (Vector3[])Pixels.Clone();
        BlurAlong(source, Pixels, 1, Size, i => i % Size);
        Array.Copy(Pixels, source, source.Length);
        BlurAlong(source, Pixels, Size, Size, i => i / Size);
    }

    /// <summary>RGB bytes, row by row.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Pixels.Length * 3];
        for (var i = 0; i < Pixels.Length; i++)
        {
            var p = Vector3.Clamp(Pixels[i], Vector3.Zero, Vector3.One) * 255;
            bytes[3 * i] = (byte)(p.X + 0.5f);
            bytes[(3 * i) + 1] = (byte)(p.Y + 0.5f);
            bytes[(3 * i) + 2] = (byte)(p.Z + 0.5f);
        }

        return bytes;
    }

    private static void BlurAlong(Vector3[] from, Vector3[] to, int step, int size, Func<int, int> position)
    {
        for (var i = 0; i < to.Length; i++)
        {
            var before = position(i) > 0 ? from[i - step] : from[i];
            var after = position(i) < size - 1 ? from[i + step] : from[i];
            to[i] = (0.25f * before) + (0.5f * from[i]) + (0.25f * after);
        }
    }

    private (int From, int To) Span(float centre, float radius) =>
        (Math.Clamp((int)(centre - radius - 1), 0, Size), Math.Clamp((int)(centre + radius + 2), 0, Size));
}
