using System.Buffers.Binary;
using LineAD.Core.Errors;

namespace LineAD.Imaging.Decoding;

/// <summary>Reads a bitmap's file and info header; uncompressed, 8 or 24 bits a pixel.</summary>
internal static class BmpHeader
{
    private const int SmallestFile = 54;

    public static bool Matches(ReadOnlySpan<byte> file) => file.StartsWith("BM"u8);

    public static FrameError Read(ReadOnlySpan<byte> file, out ImageHeader header)
    {
        header = default;
        if (file.Length < SmallestFile || BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) < 40)
        {
            return FrameError.ImageUndecodable;
        }

        var width = BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        var height = BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        if (width <= 0 || height is 0 or int.MinValue)
        {
            return FrameError.ImageUndecodable;
        }

        // A negative height means that the first row is the top one.
        height = Math.Abs(height);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        header = new ImageHeader(ImageFormat.Bmp, width, height, IsGrey: false);
        if (bits is not 8 and not 24 || BinaryPrimitives.ReadUInt32LittleEndian(file[30..]) != 0)
        {
            return FrameError.ImageUnsupported;
        }

        var pixels = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        var row = ((((long)width * bits) + 31) / 32) * 4;
        return pixels + (row * height) <= file.Length ? FrameError.None : FrameError.ImageUndecodable;
    }
}
