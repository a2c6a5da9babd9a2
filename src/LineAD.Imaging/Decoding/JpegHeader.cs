using System.Buffers.Binary;
using LineAD.Core.Errors;

namespace LineAD.Imaging.Decoding;

/// <summary>
/// Walks the segments of a JPEG file (ITU-T T.81, annex B) to the end marker. OpenCV fills what a cut-off file lacks
/// with grey and only prints a warning: a part could pass on pixels that no camera took.
/// </summary>
internal static class JpegHeader
{
    // A progressive file repeats its pixels once per scan: more scans than any encoder writes only cost time.
    private const int MaxScans = 64;

    public static bool Matches(ReadOnlySpan<byte> file) =>
        file.Length > 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF;

    public static FrameError Read(ReadOnlySpan<byte> file, out ImageHeader header)
    {
        header = default;
        var scans = 0;
        var at = 2;
        while (TryNextMarker(file, ref at, out var marker))
        {
            if (marker == 0xD9)
            {
                return scans > 0 && header.Width > 0 ? FrameError.None : FrameError.ImageUndecodable;
            }

            if (!TrySegment(file, ref at, out var segment))
            {
                return FrameError.ImageUndecodable;
            }

            if (IsFrame(marker))
            {
                var error = ReadFrame(marker, segment, ref header);
                if (error != FrameError.None)
                {
                    return error;
                }
            }
            else if (marker == 0xDA && (++scans > MaxScans || !SkipScan(file, ref at)))
            {
                return FrameError.ImageUndecodable;
            }
        }

        return FrameError.ImageUndecodable;
    }

    private static bool TryNextMarker(ReadOnlySpan<byte> file, ref int at, out byte marker)
    {
        marker = 0;
        if (at + 1 >= file.Length || file[at] != 0xFF)
        {
            return false;
        }

        while (at < file.Length && file[at] == 0xFF)
        {
            at++;
        }

        if (at >= file.Length)
        {
            return false;
        }

        marker = file[at++];
        return marker != 0;
    }

    private static bool TrySegment(ReadOnlySpan<byte> file, ref int at, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (at + 2 > file.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        if (length < 2 || at + length > file.Length)
        {
            return false;
        }

        segment = file.Slice(at + 2, length - 2);
        at += length;
        return true;
    }

    private static bool IsFrame(byte marker) =>
        marker is >= 0xC0 and <= 0xCF && marker is not 0xC4 and not 0xC8 and not 0xCC;

    private static FrameError ReadFrame(byte marker, ReadOnlySpan<byte> segment, ref ImageHeader header)
    {
        if (segment.Length < 6 || header.Width > 0)
        {
            return FrameError.ImageUndecodable;
        }

        var components = segment[5];
        if (marker is not 0xC0 and not 0xC1 and not 0xC2 || segment[0] != 8 || components is not 1 and not 3)
        {
            return FrameError.ImageUnsupported;
        }

        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        header = new ImageHeader(ImageFormat.Jpeg, width, height, components == 1);
        return width == 0 || height == 0 ? FrameError.ImageUndecodable : FrameError.None;
    }

    /// <summary>Leaves <paramref name="at"/> on the marker that ends the entropy-coded data.</summary>
    private static bool SkipScan(ReadOnlySpan<byte> file, ref int at)
    {
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                return false;
            }

            at += next;
            var code = file[at + 1];
            if (code is 0 or (>= 0xD0 and <= 0xD7))
            {
                at += 2;
            }
            else if (code == 0xFF)
            {
                at++;
            }
            else
            {
                return true;
            }
        }
    }
}
