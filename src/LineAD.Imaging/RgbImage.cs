namespace LineAD.Imaging;

/// <summary>
/// A colour picture in memory, for training, evaluation and drawing (frames in service are pooled instead).
/// </summary>
public sealed class RgbImage
{
    /// <summary>Wraps RGB bytes, height × width × 3.</summary>
    /// <exception cref="ArgumentException">The length does not fit the size.</exception>
    public RgbImage(byte[] pixels, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (width < 1 || height < 1 || pixels.Length != (long)width * height * 3)
        {
            throw new ArgumentException(
                $"{pixels.Length} bytes are not {width} × {height} RGB pixels; give width × height × 3 bytes.",
                nameof(pixels));
        }

        Pixels = pixels;
        Width = width;
        Height = height;
    }

    /// <summary>RGB bytes, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }
}
