using System.Numerics;
using LineAD.Imaging;

namespace LineAD.Training.Synthesis;

/// <summary>A good part as defects are drawn on it: the picture, and where in it the part is.</summary>
public sealed class PartPicture
{
    private readonly int[] _inside;
    private readonly int[] _outline;

    private PartPicture(RgbImage image, bool[]? area)
    {
        (Image, Area) = (image, area);
        IsGrey = IsColourless(image.Pixels);
        _inside = area is null ? [] : [.. Places(area.Length).Where(i => area[i])];
        _outline = area is null ? [] : [.. _inside.Where(IsOutline)];
        var centre = _inside.Aggregate(Vector2.Zero, (sum, i) => sum + At(i));
        Centre = area is null ? new Vector2(image.Width, image.Height) / 2 : centre / _inside.Length;
        Extent = area is null ? Math.Min(image.Width, image.Height) : 2 * MathF.Sqrt(_inside.Length / MathF.PI);
    }

    private PartPicture(PartPicture other, RgbImage image)
    {
        (Image, Area, IsGrey) = (image, other.Area, other.IsGrey);
        (_inside, _outline, Centre, Extent) = (other._inside, other._outline, other.Centre, other.Extent);
    }

    /// <summary>The picture.</summary>
    public RgbImage Image { get; }

    /// <summary>Middle of the part, pixels.</summary>
    internal Vector2 Centre { get; }

    /// <summary>Size of the part, pixels: of the circle with its area, or the picture's shorter side.</summary>
    internal float Extent { get; }

    /// <summary>True on the part; null when it fills the picture.</summary>
    internal bool[]? Area { get; }

    /// <summary>Pixels of the part.</summary>
    internal int Pixels => Area is null ? Image.Width * Image.Height : _inside.Length;

    /// <summary>True for a picture without colours: a grey camera cannot see coloured defects.</summary>
    internal bool IsGrey { get; }

    /// <summary>Pictures of one category, with their parts found.</summary>
    public static IReadOnlyList<PartPicture> All(IReadOnlyList<RgbImage> images)
    {
        var areas = PartArea.FindAll(images);
        return [.. images.Select((image, i) => new PartPicture(image, areas[i]))];
    }

    /// <summary>The same part in another light.</summary>
    internal PartPicture With(RgbImage image) => new(this, image);

    /// <summary>A picture that the part fills.</summary>
    internal static PartPicture Whole(RgbImage image) => new(image, null);

    /// <summary>True where the part is.</summary>
    internal bool Contains(int index) => Area is null || Area[index];

    /// <summary>A place on the part.</summary>
    internal Vector2 Inside(Random random) => Area is null
        ? new Vector2(random.Next(Image.Width), random.Next(Image.Height))
        : At(_inside[random.Next(_inside.Length)]);

    /// <summary>A place on the part's outline; on the picture's border when the part fills it.</summary>
    internal Vector2 Outline(Random random)
    {
        if (_outline.Length > 0)
        {
            return At(_outline[random.Next(_outline.Length)]);
        }

        var (x, y) = (random.Next(Image.Width), random.Next(Image.Height));
        return random.Next(4) switch
        {
            0 => new Vector2(x, 0),
            1 => new Vector2(x, Image.Height - 1),
            2 => new Vector2(0, y),
            _ => new Vector2(Image.Width - 1, y),
        };
    }

    private static bool IsColourless(byte[] pixels)
    {
        for (var i = 0; i < pixels.Length; i += 3)
        {
            if (Math.Abs(pixels[i] - pixels[i + 1]) > 2 || Math.Abs(pixels[i] - pixels[i + 2]) > 2)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsOutline(int i)
    {
        var x = i % Image.Width;
        return x > 0 && x < Image.Width - 1 && i >= Image.Width && i < Area!.Length - Image.Width
            && !(Area[i - 1] && Area[i + 1] && Area[i - Image.Width] && Area[i + Image.Width]);
    }

    private Vector2 At(int index) => new(index % Image.Width, index / Image.Width);

    private static IEnumerable<int> Places(int count) => Enumerable.Range(0, count);
}
