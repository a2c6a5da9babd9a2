namespace LineAD.Imaging.Decoding;

/// <summary>What a payload is made of.</summary>
internal enum ImageFormat
{
    /// <summary>Not recognised.</summary>
    None,

    /// <summary>JPEG file.</summary>
    Jpeg,

    /// <summary>PNG file.</summary>
    Png,

    /// <summary>Windows bitmap file.</summary>
    Bmp,

    /// <summary>TIFF file, first page.</summary>
    Tiff,

    /// <summary>Raw grey bytes.</summary>
    RawMono8,

    /// <summary>Raw red, green, blue bytes.</summary>
    RawRgb8,

    /// <summary>Raw blue, green, red bytes.</summary>
    RawBgr8,

    /// <summary>Raw Bayer mosaic, first row red green, second row green blue.</summary>
    RawBayerRg8,
}
