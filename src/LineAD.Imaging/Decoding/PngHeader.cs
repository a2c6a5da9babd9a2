using System.Buffers.Binary;
using LineAD.Core.Errors;

namespace LineAD.Imaging.Decoding;

/// <summary>Walks the chunks of a PNG file (ISO/IEC 15948) to its end.</summary>
internal static class PngHeader
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Matches(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static FrameError Read(ReadOnlySpan<byte> file, out ImageHeader header)
    {
        header = default;
        var hasData = false;
        for (var at = Signature.Length; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var type = file.Slice(at + 4, 4);
            if (length > file.Length - at - 12 || type.SequenceEqual("IHDR"u8) != (at == Signature.Length))
            {
                return FrameError.ImageUndecodable;
            }

            if (type.SequenceEqual("IHDR"u8))
            {
                var error = ReadFirst(file.Slice(at + 8, (int)length), out header);
                if (error != FrameError.None)
                {
                    return error;
                }
            }
            else if (type.SequenceEqual("tRNS"u8))
            {
                return FrameError.ImageUnsupported;
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                return hasData ? FrameError.None : FrameError.ImageUndecodable;
            }

            hasData |= type.SequenceEqual("IDAT"u8);
            at += (int)length + 12;
        }

        return FrameError.ImageUndecodable;
    }

    private static FrameError ReadFirst(ReadOnlySpan<byte> chunk, out ImageHeader header)
    {
        header = default;
        if (chunk.Length != 13)
        {
            return FrameError.ImageUndecodable;
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        var height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            return FrameError.ImageUndecodable;
        }

        var (depth, color) = (chunk[8], chunk[9]);
        header = new ImageHeader(ImageFormat.Png, (int)width, (int)height, color == 0);
        return depth <= 8 && color is 0 or 2 or 3 ? FrameError.None : FrameError.ImageUnsupported;
    }
}
