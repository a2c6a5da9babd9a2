using LineAD.Core.Errors;

namespace LineAD.Imaging.Decoding;

/// <summary>
/// Strict reader of <c>application/x-linead-raw;w=640;h=480;fmt=mono8</c>: each parameter once, in any order.
/// </summary>
internal static class RawContentType
{
    public const string MediaType = "application/x-linead-raw";

    /// <summary>Reads the parameters and checks the byte count against them.</summary>
    public static FrameError Read(ReadOnlySpan<char> parameters, long payloadBytes, out ImageHeader header)
    {
        header = default;
        var (width, height, format) = (0, 0, ImageFormat.None);
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim(' ');
            var ok = parameter switch
            {
                _ when parameter.StartsWith("w=") => width == 0 && TryNumber(parameter[2..], out width),
                _ when parameter.StartsWith("h=") => height == 0 && TryNumber(parameter[2..], out height),
                _ when parameter.StartsWith("fmt=") =>
                    format == ImageFormat.None && TryFormat(parameter[4..], out format),
                _ => false,
            };
            if (!ok)
            {
                return FrameError.ContentTypeInvalid;
            }
        }

        if (width == 0 || height == 0 || format == ImageFormat.None)
        {
            return FrameError.ContentTypeInvalid;
        }

        header = new ImageHeader(format, width, height, format == ImageFormat.RawMono8);
        return CheckBytes(header, payloadBytes);
    }

    private static FrameError CheckBytes(in ImageHeader header, long payloadBytes)
    {
        var channels = header.Format is ImageFormat.RawRgb8 or ImageFormat.RawBgr8 ? 3 : 1;
        var isMosaic = header.Format == ImageFormat.RawBayerRg8;
        return (long)header.Width * header.Height * channels != payloadBytes
            || (isMosaic && ((header.Width | header.Height) & 1) != 0)
                ? FrameError.ImageWrongSize
                : FrameError.None;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return text.Length is > 0 and <= 5 && text[0] != '0' && !text.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, out value);
    }

    private static bool TryFormat(ReadOnlySpan<char> text, out ImageFormat format)
    {
        format = text switch
        {
            "mono8" => ImageFormat.RawMono8,
            "rgb8" => ImageFormat.RawRgb8,
            "bgr8" => ImageFormat.RawBgr8,
            "bayerrg8" => ImageFormat.RawBayerRg8,
            _ => ImageFormat.None,
        };
        return format != ImageFormat.None;
    }
}
