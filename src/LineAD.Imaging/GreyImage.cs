namespace LineAD.Imaging;

/// <summary>A one-channel picture in memory; a ground-truth mask has 0 and 255.</summary>
public sealed class GreyImage
{
    /// <summary>Wraps bytes, height × width.</summary>
    /// <exception cref="ArgumentException">The length does not fit the size.</exception>
    public GreyImage(byte[] pixels, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (width < 1 || height < 1 || pixels.Length != (long)width * height)
        {
            throw new ArgumentException(
                $"{pixels.Length} bytes are not {width} × {height} grey pixels; give width × height bytes.",
                nameof(pixels));
        }

        Pixels = pixels;
        Width = width;
        Height = height;
    }

    /// <summary>Bytes, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }
}
