using LineAD.Core.Errors;

namespace LineAD.Imaging.Decoding;

/// <summary>
/// Says what a payload is, from its signature, header and content type, before memory is spent on it.
/// </summary>
internal static class PayloadInspector
{
    public static FrameError Inspect(
        ReadOnlySpan<byte> payload, string? contentType, ImageLimits limits, out ImageHeader header)
    {
        header = default;
        if (payload.IsEmpty)
        {
            return FrameError.PayloadEmpty;
        }

        var error = Identify(payload, contentType, out header);
        return error == FrameError.None ? limits.Check(header.Width, header.Height) : error;
    }

    private static FrameError Identify(ReadOnlySpan<byte> payload, string? contentType, out ImageHeader header)
    {
        header = default;
        var declared = contentType.AsSpan().Trim();
        var end = declared.IndexOf(';');
        var media = end < 0 ? declared : declared[..end].TrimEnd();
        if (media.Equals(RawContentType.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return RawContentType.Read(end < 0 ? default : declared[(end + 1)..], payload.Length, out header);
        }

        if (!TryMedia(media, out var expected))
        {
            return FrameError.ContentTypeInvalid;
        }

        var format = Sniff(payload);
        if (format == ImageFormat.None)
        {
            return FrameError.ImageUndecodable;
        }

        return expected != ImageFormat.None && expected != format
            ? FrameError.ContentTypeInvalid
            : ReadHeader(payload, format, out header);
    }

    /// <summary>None stands for "let the signature decide".</summary>
    private static bool TryMedia(ReadOnlySpan<char> media, out ImageFormat format)
    {
        Span<char> lower = stackalloc char[32];
        var length = media.Length <= lower.Length ? media.ToLowerInvariant(lower) : -1;
        format = length < 0 ? ImageFormat.None : lower[..length] switch
        {
            "image/jpeg" or "image/jpg" or "image/pjpeg" => ImageFormat.Jpeg,
            "image/png" => ImageFormat.Png,
            "image/bmp" or "image/x-ms-bmp" or "image/x-bmp" => ImageFormat.Bmp,
            "image/tiff" => ImageFormat.Tiff,
            _ => ImageFormat.None,
        };
        return format != ImageFormat.None
            || (length >= 0 && lower[..length] is "" or "application/octet-stream");
    }

    private static ImageFormat Sniff(ReadOnlySpan<byte> payload)
    {
        return JpegHeader.Matches(payload) ? ImageFormat.Jpeg
            : PngHeader.Matches(payload) ? ImageFormat.Png
            : BmpHeader.Matches(payload) ? ImageFormat.Bmp
            : TiffHeader.Matches(payload) ? ImageFormat.Tiff
            : ImageFormat.None;
    }

    private static FrameError ReadHeader(ReadOnlySpan<byte> payload, ImageFormat format, out ImageHeader header) =>
        format switch
        {
            ImageFormat.Jpeg => JpegHeader.Read(payload, out header),
            ImageFormat.Png => PngHeader.Read(payload, out header),
            ImageFormat.Bmp => BmpHeader.Read(payload, out header),
            _ => TiffHeader.Read(payload, out header),
        };
}
