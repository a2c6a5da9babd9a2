using LineAD.Core.Errors;

namespace LineAD.Imaging.Decoding;

/// <summary>
/// Reads the first directory of a TIFF file (revision 6.0) and checks that its strips or tiles lie inside the file
/// and are no larger than the picture, because libtiff would allocate what they claim.
/// </summary>
internal static class TiffHeader
{
    private const int Width = 256;
    private const int Height = 257;
    private const int BitsPerSample = 258;
    private const int Compression = 259;
    private const int Photometric = 262;
    private const int StripOffsets = 273;
    private const int SamplesPerPixel = 277;
    private const int StripByteCounts = 279;
    private const int PlanarConfiguration = 284;
    private const int TileWidth = 322;
    private const int TileLength = 323;
    private const int TileOffsets = 324;
    private const int TileByteCounts = 325;
    private const int ExtraSamples = 338;
    private const int TileMargin = 1024;

    public static bool Matches(ReadOnlySpan<byte> file) =>
        file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

    public static FrameError Read(ReadOnlySpan<byte> file, out ImageHeader header)
    {
        header = default;
        if (!TiffDirectory.TryOpen(file, out var directory)
            || !directory.TryGet(Width, out var width) || !directory.TryGet(Height, out var height)
            || width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            return FrameError.ImageUndecodable;
        }

        var samples = directory.Get(SamplesPerPixel, 1);
        header = new ImageHeader(ImageFormat.Tiff, (int)width, (int)height, samples == 1);
        if (!IsSupported(directory, samples))
        {
            return FrameError.ImageUnsupported;
        }

        var isTiled = directory.TryGet(TileWidth, out var tileWidth);
        if (isTiled && (tileWidth > width + TileMargin || directory.Get(TileLength, 0) > height + TileMargin))
        {
            return FrameError.ImageUndecodable;
        }

        return isTiled
            ? CheckData(directory, TileOffsets, TileByteCounts, file.Length)
            : CheckData(directory, StripOffsets, StripByteCounts, file.Length);
    }

    private static bool IsSupported(TiffDirectory directory, long samples)
    {
        var photometric = directory.Get(Photometric, 1);
        return samples is 1 or 3
            && directory.All(BitsPerSample, 8)
            && directory.Get(Compression, 1) is 1 or 5 or 8 or 32773 or 32946
            && (samples == 1 ? photometric is 0 or 1 : photometric == 2)
            && directory.Get(PlanarConfiguration, 1) == 1
            && !directory.TryGet(ExtraSamples, out _);
    }

    private static FrameError CheckData(TiffDirectory directory, int offsets, int counts, long length)
    {
        var n = directory.Count(offsets);
        if (n == 0 || n != directory.Count(counts))
        {
            return FrameError.ImageUndecodable;
        }

        for (var i = 0; i < n; i++)
        {
            if (!directory.TryGet(offsets, i, out var offset) || !directory.TryGet(counts, i, out var count)
                || count == 0 || offset + count > length)
            {
                return FrameError.ImageUndecodable;
            }
        }

        return FrameError.None;
    }
}
